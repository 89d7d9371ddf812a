package dev.steno.audio;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.steno.problem.ErrorCode;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** The stream of sound that is decoded: packets in, frames out. Child processes only. */
final class AudioTrack implements AutoCloseable {

  /** A decoder that fails so often without taking anything is stuck. */
  private static final int STUCK = 1000;

  private final AVStream stream;
  private final AVCodecContext decoder;
  private final AVFrame frame = av_frame_alloc();

  /** Takes what was decoded; the frame is valid only during the call. */
  interface FrameSink {
    void take(AVFrame frame) throws IOException;
  }

  private AudioTrack(AVStream stream, AVCodecContext decoder) {
    this.stream = stream;
    this.decoder = decoder;
  }

  /** The first stream of sound that can be decoded: players and people take that one, too. */
  static AudioTrack firstOf(MediaContainer container) {
    if (container.audioStreams().isEmpty()) {
      throw DecodeProblem.of(ErrorCode.NO_AUDIO, "no audio stream in " + container.formatName());
    }
    for (AVStream stream : container.audioStreams()) {
      AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
      if (codec == null) {
        continue;
      }
      AVCodecContext decoder = avcodec_alloc_context3(codec);
      if (avcodec_parameters_to_context(decoder, stream.codecpar()) >= 0) {
        // The decoder trims encoder delay by the packets' clock.
        decoder.pkt_timebase(stream.time_base());
        if (avcodec_open2(decoder, codec, (AVDictionary) null) >= 0) {
          return new AudioTrack(stream, decoder);
        }
      }
      avcodec_free_context(decoder);
    }
    throw DecodeProblem.of(
        ErrorCode.DECODE_FAILED, "no audio stream has a decoder in " + container.formatName());
  }

  AVStream stream() {
    return stream;
  }

  String codecName() {
    return decoder.codec().name().getString();
  }

  /**
   * Decodes a packet, or what is left at the end.
   *
   * @param packet {@code null} at the end
   * @return whether all of it could be decoded
   */
  boolean decode(@Nullable AVPacket packet, FrameSink sink) throws IOException {
    int answer = avcodec_send_packet(decoder, packet);
    boolean sound = drain(sink);
    if (answer == AVERROR_EAGAIN()) {
      answer = avcodec_send_packet(decoder, packet);
      sound &= drain(sink);
    }
    return sound && (answer >= 0 || answer == AVERROR_EOF);
  }

  private boolean drain(FrameSink sink) throws IOException {
    boolean sound = true;
    for (int failures = 0; failures < STUCK; ) {
      int answer = avcodec_receive_frame(decoder, frame);
      if (answer == AVERROR_EAGAIN() || answer == AVERROR_EOF) {
        return sound;
      }
      if (answer < 0) {
        sound = false;
        failures++;
      } else {
        try {
          sink.take(frame);
        } finally {
          av_frame_unref(frame);
        }
      }
    }
    throw DecodeProblem.of(ErrorCode.DECODE_FAILED, "the decoder " + codecName() + " is stuck");
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(decoder);
  }
}
