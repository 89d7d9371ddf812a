package dev.steno.audio;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import dev.steno.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Decodes one recording, from its first packet to its last. Child processes only. */
final class Decoding {

  private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** After so many damaged packets the log has told enough. */
  private static final int TOLD = 20;

  private final MediaContainer container;
  private final AudioTrack track;
  private final PcmWriter out;
  private final Resampler resampler;
  private final Timeline timeline;
  private final Consumer<DecoderLine> parent;
  private long lastReport = System.nanoTime();
  private long packets;
  private long damaged;
  private long soundBytes;

  private Decoding(
      MediaContainer container,
      AudioTrack track,
      PcmWriter out,
      Resampler resampler,
      Consumer<DecoderLine> parent) {
    this.container = container;
    this.track = track;
    this.out = out;
    this.resampler = resampler;
    this.timeline = new Timeline(container.totalMillis());
    this.parent = parent;
  }

  /**
   * Decodes a recording.
   *
   * @param pcm where the samples go
   * @param longestMillis the longest recording that is taken, in milliseconds
   * @param parent is told how it goes
   */
  static void run(Path recording, Path pcm, long longestMillis, Consumer<DecoderLine> parent)
      throws IOException {
    try (MediaContainer container = MediaContainer.open(recording);
        AudioTrack track = AudioTrack.firstOf(container);
        PcmWriter out = new PcmWriter(pcm, longestMillis);
        Resampler resampler = new Resampler(out)) {
      container.select(track.stream());
      parent.accept(
          new DecoderLine.Media(
              container.formatName(),
              track.codecName(),
              container.audioStreams().size(),
              container.totalMillis(),
              promisedMillis(container, track, recording)));
      Decoding decoding = new Decoding(container, track, out, resampler, parent);
      boolean brokenOff = decoding.readAll();
      // Before it is announced: what the parent finds is complete.
      out.flush();
      decoding.judge(Files.size(recording));
      parent.accept(
          new DecoderLine.Done(out.samples(), decoding.packets, decoding.damaged, brokenOff));
    }
  }

  private static long promisedMillis(MediaContainer container, AudioTrack track, Path recording)
      throws IOException {
    long promised = container.promisedMillis(track.stream());
    return promised < 0 && container.formatName().equals("wav")
        ? WavHeader.promisedMillis(recording)
        : promised;
  }

  /** Returns whether reading ended with an error. */
  private boolean readAll() throws IOException {
    AVPacket packet = av_packet_alloc();
    try {
      int answer = av_read_frame(container.context(), packet);
      while (answer >= 0) {
        if (packet.stream_index() == track.stream().index()) {
          decode(packet);
        }
        av_packet_unref(packet);
        answer = av_read_frame(container.context(), packet);
      }
      // What the decoder and the filters still hold.
      track.decode(null, this::take);
      resampler.finish();
      return answer != AVERROR_EOF;
    } finally {
      av_packet_free(packet);
    }
  }

  private void decode(AVPacket packet) throws IOException {
    packets++;
    int size = packet.size();
    if (track.decode(packet, this::take)) {
      soundBytes += size;
    } else if (++damaged == TOLD) {
      av_log_set_level(AV_LOG_QUIET);
    }
    if (System.nanoTime() - lastReport >= REPORT_NANOS) {
      lastReport = System.nanoTime();
      parent.accept(new DecoderLine.Progress(PcmAudio.toMillis(out.samples())));
    }
  }

  private void take(AVFrame frame) throws IOException {
    long time = frame.best_effort_timestamp();
    if (time != AV_NOPTS_VALUE) {
      AVRational unit = track.stream().time_base();
      long position =
          av_rescale(time, (long) unit.num() * PcmAudio.SAMPLE_RATE, unit.den())
              - av_rescale(container.startMicros(), PcmAudio.SAMPLE_RATE, AV_TIME_BASE);
      long silence = timeline.silenceBefore(position, resampler.position());
      if (silence > 0) {
        resampler.finish();
        out.silence(silence);
      }
    }
    resampler.take(frame);
  }

  private void judge(long fileBytes) {
    // Random bytes and text contain what looks like a few frames of MPEG audio among much else.
    if (container.doubtful() && soundBytes * 2 < fileBytes) {
      throw DecodeProblem.of(
          ErrorCode.UNSUPPORTED_MEDIA,
          "barely resembles " + container.formatName() + " and most of it cannot be decoded");
    }
    if (out.samples() == 0) {
      throw packets == 0
          ? DecodeProblem.of(ErrorCode.EMPTY_MEDIA, "an audio stream without any content")
          : DecodeProblem.of(ErrorCode.DECODE_FAILED, "none of " + packets + " packets decodes");
    }
  }
}
