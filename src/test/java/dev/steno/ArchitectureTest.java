package dev.steno;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ejb.Singleton;
import jakarta.enterprise.context.Dependent;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls between the rooms. */
class ArchitectureTest {

  private static final Path SOURCES = Path.of("src", "main", "java");

  private static final JavaClasses STENO =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.steno");

  @Test
  void theRoomsDependOnEachOtherWithoutCycles() {
    slices().matching("dev.steno.(*)..").should().beFreeOfCycles().check(STENO);
  }

  @Test
  void pushReachesNeitherPipelineNorEngineNorTasks() {
    noClasses()
        .that()
        .resideInAPackage("dev.steno.push..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.steno.pipeline..", "dev.steno.engine..", "dev.steno.task..", "dev.steno.rest..")
        .check(STENO);
  }

  @Test
  void enginesSeeOnlyAudioAndTranscriptsAndHowToRunAndFail() {
    noClasses()
        .that()
        .resideInAPackage("dev.steno.engine..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("dev.steno..")
                .and(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages(
                        "dev.steno.engine..",
                        "dev.steno.audio..",
                        "dev.steno.transcript..",
                        "dev.steno.process..",
                        "dev.steno.problem..")))
        .check(STENO);
  }

  @Test
  void transcriptsKnowNothingButJava() {
    classes()
        .that()
        .resideInAPackage("dev.steno.transcript..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.steno.transcript..", "java..", "org.jspecify..")
        .check(STENO);
  }

  @Test
  void whatRecognisesKnowsNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.steno.transcript..",
            "dev.steno.pipeline..",
            "dev.steno.engine..",
            "dev.steno.audio..",
            "dev.steno.process..")
        .and()
        .resideOutsideOfPackage("dev.steno.engine.remote..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta..")
        .check(STENO);
  }

  /**
   * The one exception: the remote engine reads JSON that others wrote. JSON-P is plain objects and
   * on every server; the alternative would be a parser of our own.
   */
  @Test
  void theRemoteEngineKnowsOfThePlatformOnlyHowToReadJson() {
    noClasses()
        .that()
        .resideInAPackage("dev.steno.engine.remote..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("jakarta..")
                .and(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage(
                        "jakarta.json")))
        .check(STENO);
  }

  @Test
  void nativeCodeIsReachedOnlyFromChildProcesses() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.steno.audio..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(STENO);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.steno.engine.sphinx..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("edu.cmu.sphinx..")
        .check(STENO);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.steno.engine.whisper..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.jna..")
        .check(STENO);
  }

  @Test
  void nothingIsImportedFromAVendorOfServers() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "fish.payara..",
            "org.glassfish..",
            "org.eclipse..",
            "org.jboss..",
            "org.wildfly..",
            "com.ibm..",
            "io.openliberty..",
            "org.apache.tomcat..",
            "org.apache.catalina..")
        .check(STENO);
  }

  @Test
  void endpointsAreDependentAndNoEnterpriseBeans() {
    classes()
        .that()
        .areAnnotatedWith(ServerEndpoint.class)
        .should()
        .beAnnotatedWith(Dependent.class)
        .andShould()
        .notBeAnnotatedWith(Singleton.class)
        .check(STENO);
  }

  @Test
  void everyRoomSaysWhatItIsFor() throws IOException {
    try (Stream<Path> folders = Files.walk(SOURCES.resolve("dev"))) {
      List<Path> silent =
          folders
              .filter(ArchitectureTest::holdsCode)
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();
      assertThat(silent).isEmpty();
    }
  }

  private static boolean holdsCode(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
