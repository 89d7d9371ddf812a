package dev.steno.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_compare;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_delay;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;
import static org.bytedeco.ffmpeg.global.swresample.swr_set_matrix;

import dev.steno.problem.ErrorCode;
import java.io.IOException;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Turns frames of any rate, format and number of channels, which may change midway, into the
 * samples of {@link PcmAudio}. Child processes only.
 */
final class Resampler implements AutoCloseable {

  /** The most channels that libswresample mixes: SWR_CH_MAX of its swresample_internal.h. */
  private static final int MOST_CHANNELS = 64;

  private static final int LOWEST_RATE = 1_000;
  private static final int HIGHEST_RATE = 768_000;
  private static final int BYTES_PER_SAMPLE = 2;

  private final PcmWriter out;
  private final AVChannelLayout mono = new AVChannelLayout();
  private final AVChannelLayout layout = new AVChannelLayout();
  private final PointerPointer<BytePointer> plane = new PointerPointer<>(1);
  private BytePointer buffer = new BytePointer(1 << 16);
  private byte[] bytes = new byte[1 << 16];
  private @Nullable SwrContext context;
  private int format = AV_SAMPLE_FMT_NONE;
  private int rate;

  Resampler(PcmWriter out) {
    this.out = out;
    av_channel_layout_default(mono, 1);
    plane.put(0, buffer);
  }

  /** Where the next sample of input will lie in the output. */
  long position() {
    return out.samples() + (context == null ? 0 : swr_get_delay(context, PcmAudio.SAMPLE_RATE));
  }

  /** Converts and writes a frame. */
  void take(AVFrame frame) throws IOException {
    if (context == null || changed(frame)) {
      finish();
      context = contextFor(frame);
    }
    SwrContext current = context;
    int room = Native.check(swr_get_out_samples(current, frame.nb_samples()), "resampling");
    reserve(room);
    write(swr_convert(current, plane, room, frame.extended_data(), frame.nb_samples()));
  }

  /** Writes what the filters still hold; the next frame begins anew. */
  void finish() throws IOException {
    SwrContext current = context;
    if (current == null) {
      return;
    }
    int room = (int) (buffer.capacity() / BYTES_PER_SAMPLE);
    int written;
    do {
      written = write(swr_convert(current, plane, room, (PointerPointer<?>) null, 0));
    } while (written > 0);
    swr_free(current);
    context = null;
  }

  private boolean changed(AVFrame frame) {
    return frame.format() != format
        || frame.sample_rate() != rate
        || av_channel_layout_compare(layout, frame.ch_layout()) != 0;
  }

  private SwrContext contextFor(AVFrame frame) {
    int channels = frame.ch_layout().nb_channels();
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw DecodeProblem.of(ErrorCode.DECODE_FAILED, "audio of " + channels + " channels");
    }
    if (frame.sample_rate() < LOWEST_RATE || frame.sample_rate() > HIGHEST_RATE) {
      throw DecodeProblem.of(ErrorCode.DECODE_FAILED, "audio of " + frame.sample_rate() + " Hz");
    }
    format = frame.format();
    rate = frame.sample_rate();
    Native.check(av_channel_layout_copy(layout, frame.ch_layout()), "reading the channels");
    SwrContext planned = allocate(channels);
    if (swr_init(planned) >= 0) {
      return planned;
    }
    // No rule says how these channels mix into one: all count alike.
    swr_free(planned);
    SwrContext even = allocate(channels);
    double[] weights = new double[channels];
    Arrays.fill(weights, 1.0 / channels);
    int answer = swr_set_matrix(even, weights, channels);
    if (answer < 0 || swr_init(even) < 0) {
      swr_free(even);
      throw DecodeProblem.of(ErrorCode.DECODE_FAILED, "channels that cannot be mixed");
    }
    return even;
  }

  private SwrContext allocate(int channels) {
    try (AVChannelLayout input = new AVChannelLayout()) {
      if (layout.order() == AV_CHANNEL_ORDER_UNSPEC) {
        av_channel_layout_default(input, channels);
      } else {
        Native.check(av_channel_layout_copy(input, layout), "reading the channels");
      }
      SwrContext allocated = new SwrContext(null);
      int answer =
          swr_alloc_set_opts2(
              allocated,
              mono,
              AV_SAMPLE_FMT_S16,
              PcmAudio.SAMPLE_RATE,
              input,
              format,
              rate,
              0,
              null);
      av_channel_layout_uninit(input);
      Native.check(answer, "preparing to resample");
      return allocated;
    }
  }

  private void reserve(int samples) {
    long needed = (long) samples * BYTES_PER_SAMPLE;
    if (needed > buffer.capacity()) {
      buffer.close();
      buffer = new BytePointer(needed);
      bytes = new byte[Math.toIntExact(needed)];
      plane.put(0, buffer);
    }
  }

  private int write(int samples) throws IOException {
    int length = Native.check(samples, "resampling") * BYTES_PER_SAMPLE;
    buffer.position(0).get(bytes, 0, length);
    out.write(bytes, length);
    return samples;
  }

  @Override
  public void close() {
    if (context != null) {
      swr_free(context);
      context = null;
    }
    av_channel_layout_uninit(layout);
    av_channel_layout_uninit(mono);
    layout.close();
    mono.close();
    plane.close();
    buffer.close();
  }
}
