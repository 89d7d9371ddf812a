package dev.steno.engine.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.engine.whisper.Machine.OperatingSystem;
import dev.steno.engine.whisper.Machine.Processor;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineTest {

  @Test
  void whatJavaAndLinuxSayIsUnderstood() {
    assertThat(
            Machine.of(
                "Linux", "amd64", "processor\t: 0\nflags\t\t: fpu avx  f16c\nflags\t\t: other\n"))
        .isEqualTo(
            new Machine(OperatingSystem.LINUX, Processor.AMD64, Set.of("fpu", "avx", "f16c")));
    assertThat(Machine.of("Linux", "aarch64", "Features\t: fp asimd fphp crc32\n"))
        .isEqualTo(
            new Machine(
                OperatingSystem.LINUX, Processor.ARM64, Set.of("fp", "asimd", "fphp", "crc32")));
  }

  @Test
  void otherSystemsAreTold() {
    assertThat(Machine.of("Mac OS X", "x86_64", "").system()).isEqualTo(OperatingSystem.MACOS);
    assertThat(Machine.of("Windows 11", "amd64", "").system()).isEqualTo(OperatingSystem.WINDOWS);
    assertThat(Machine.of("AIX", "ppc64", ""))
        .isEqualTo(new Machine(OperatingSystem.OTHER, Processor.OTHER, Set.of()));
    assertThat(Machine.of("Linux", "arm", "").processor()).isEqualTo(Processor.OTHER);
    assertThat(Machine.of("Linux", "x86", "").processor()).isEqualTo(Processor.OTHER);
  }

  @Test
  void thisMachineIsKnown() {
    assertThat(Machine.here().system()).isNotEqualTo(OperatingSystem.OTHER);
  }
}
