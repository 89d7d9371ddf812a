package dev.steno.engine.whisper;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import org.jspecify.annotations.Nullable;

/** {@code struct whisper_context_params} of whisper.cpp 1.7.1: 48 bytes where pointers have 8. */
@FieldOrder({
  "useGpu",
  "flashAttention",
  "gpuDevice",
  "dtwTokenTimestamps",
  "dtwHeadsPreset",
  "dtwTopLayers",
  "dtwHeadCount",
  "dtwHeads",
  "dtwMemoryBytes"
})
public final class ContextParameters extends Structure implements Structure.ByValue {

  /** The value of {@link #dtwHeadsPreset} that takes {@link #dtwHeads}. */
  static final int CUSTOM_HEADS = 2;

  public byte useGpu;
  public byte flashAttention;
  public int gpuDevice;
  public byte dtwTokenTimestamps;
  public int dtwHeadsPreset;
  public int dtwTopLayers;
  public long dtwHeadCount;
  public @Nullable Pointer dtwHeads;
  public long dtwMemoryBytes;

  /** The library's defaults. */
  static ContextParameters defaults(WhisperLibrary library) {
    Pointer defaults = library.contextDefaultParamsByRef();
    ContextParameters params = new ContextParameters();
    params.getPointer().write(0, defaults.getByteArray(0, params.size()), 0, params.size());
    params.read();
    library.freeContextParams(defaults);
    return params;
  }
}
