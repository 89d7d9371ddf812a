package dev.steno.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import java.nio.file.Path;
import java.util.function.LongUnaryOperator;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/** Encodes recordings of many formats with FFmpeg's libraries, in the JVM of the tests. */
final class MediaFixtures {

  private static final int EXPERIMENTAL = -2;
  private static final int PICTURES_PER_SECOND = 10;
  private static final int PICTURE_SIZE = 64;

  private MediaFixtures() {}

  /**
   * A kind of sound track.
   *
   * @param encoder FFmpeg's name of the encoder
   * @param sampleFormat what that encoder takes, one of AV_SAMPLE_FMT_*
   */
  record Sound(String encoder, int sampleFormat, int rate, int channels) {}

  /**
   * A recording.
   *
   * @param muxer FFmpeg's name of the container's muxer
   * @param sound its sound track, or {@code null} for none
   * @param videoEncoder its video track, or {@code null} for none
   */
  record Kind(String muxer, @Nullable Sound sound, @Nullable String videoEncoder) {}

  /** Encodes samples of 16 kHz mono into a file. */
  static Path encode(Kind kind, short[] samples, Path file) {
    return encode(kind, samples, file, position -> position);
  }

  /**
   * Encodes with another clock.
   *
   * @param clock where on the recording's clock a sample of the encoder's rate lies
   */
  static Path encode(Kind kind, short[] samples, Path file, LongUnaryOperator clock) {
    av_log_set_level(AV_LOG_ERROR);
    AVFormatContext context = new AVFormatContext(null);
    check(avformat_alloc_output_context2(context, null, kind.muxer(), file.toString()));
    AVCodecContext picture = null;
    AVCodecContext sound = null;
    AVStream pictureStream = null;
    AVStream soundStream = null;
    if (kind.videoEncoder() != null) {
      picture = pictureEncoder(context, kind.videoEncoder());
      pictureStream = stream(context, picture);
    }
    if (kind.sound() != null) {
      sound = soundEncoder(context, kind.sound());
      soundStream = stream(context, sound);
    }
    AVIOContext out = new AVIOContext(null);
    check(avio_open(out, file.toString(), AVIO_FLAG_WRITE));
    context.pb(out);
    check(avformat_write_header(context, (AVDictionary) null));
    if (picture != null && pictureStream != null) {
      int seconds = 1 + samples.length / PcmAudio.SAMPLE_RATE;
      writePictures(context, pictureStream, picture, seconds * PICTURES_PER_SECOND);
      avcodec_free_context(picture);
    }
    if (sound != null && soundStream != null) {
      writeSound(context, soundStream, sound, samples, clock);
      avcodec_free_context(sound);
    }
    check(av_write_trailer(context));
    avio_closep(out);
    avformat_free_context(context);
    return file;
  }

  private static AVCodecContext soundEncoder(AVFormatContext context, Sound sound) {
    AVCodec codec = avcodec_find_encoder_by_name(sound.encoder());
    AVCodecContext encoder = avcodec_alloc_context3(codec);
    encoder.sample_fmt(sound.sampleFormat());
    encoder.sample_rate(sound.rate());
    av_channel_layout_default(encoder.ch_layout(), sound.channels());
    encoder.time_base(rational(1, sound.rate()));
    if (sound.encoder().equals("libopencore_amrnb")) {
      encoder.bit_rate(12_200);
    } else if (sound.encoder().equals("libvo_amrwbenc")) {
      encoder.bit_rate(23_850);
    }
    open(context, encoder, codec);
    return encoder;
  }

  private static AVCodecContext pictureEncoder(AVFormatContext context, String name) {
    AVCodec codec = avcodec_find_encoder_by_name(name);
    AVCodecContext encoder = avcodec_alloc_context3(codec);
    encoder.pix_fmt(AV_PIX_FMT_YUV420P);
    encoder.width(PICTURE_SIZE).height(PICTURE_SIZE);
    encoder.time_base(rational(1, PICTURES_PER_SECOND));
    encoder.framerate(rational(PICTURES_PER_SECOND, 1));
    open(context, encoder, codec);
    return encoder;
  }

  private static void open(AVFormatContext context, AVCodecContext encoder, AVCodec codec) {
    encoder.strict_std_compliance(EXPERIMENTAL);
    if ((context.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    check(avcodec_open2(encoder, codec, (AVDictionary) null));
  }

  private static AVStream stream(AVFormatContext context, AVCodecContext encoder) {
    AVStream stream = avformat_new_stream(context, null);
    check(avcodec_parameters_from_context(stream.codecpar(), encoder));
    stream.time_base(encoder.time_base());
    return stream;
  }

  private static void writePictures(
      AVFormatContext context, AVStream stream, AVCodecContext encoder, int count) {
    AVFrame frame = av_frame_alloc();
    frame.format(AV_PIX_FMT_YUV420P);
    frame.width(PICTURE_SIZE).height(PICTURE_SIZE);
    for (int i = 0; i < count; i++) {
      check(av_frame_get_buffer(frame, 0));
      for (int plane = 0; plane < 3; plane++) {
        int rows = plane == 0 ? PICTURE_SIZE : PICTURE_SIZE / 2;
        org.bytedeco.javacpp.Pointer.memset(
            frame.data(plane), 100 + i % 50, (long) frame.linesize(plane) * rows);
      }
      frame.pts(i);
      write(context, stream, encoder, frame);
      org.bytedeco.ffmpeg.global.avutil.av_frame_unref(frame);
      frame.format(AV_PIX_FMT_YUV420P);
      frame.width(PICTURE_SIZE).height(PICTURE_SIZE);
    }
    write(context, stream, encoder, null);
    av_frame_free(frame);
  }

  private static void writeSound(
      AVFormatContext context,
      AVStream stream,
      AVCodecContext encoder,
      short[] samples,
      LongUnaryOperator clock) {
    AVChannelLayout mono = new AVChannelLayout();
    av_channel_layout_default(mono, 1);
    SwrContext resampler = new SwrContext(null);
    check(
        swr_alloc_set_opts2(
            resampler,
            encoder.ch_layout(),
            encoder.sample_fmt(),
            encoder.sample_rate(),
            mono,
            AV_SAMPLE_FMT_S16,
            PcmAudio.SAMPLE_RATE,
            0,
            null));
    check(swr_init(resampler));
    int size = encoder.frame_size() > 0 ? encoder.frame_size() : 1024;
    try (ShortPointer input = new ShortPointer(samples);
        PointerPointer<ShortPointer> plane = new PointerPointer<>(1)) {
      plane.put(0, input);
      PointerPointer<?> pending = plane;
      int pendingSamples = samples.length;
      for (long position = 0; ; position += size) {
        AVFrame frame = av_frame_alloc();
        frame.format(encoder.sample_fmt());
        frame.sample_rate(encoder.sample_rate());
        frame.nb_samples(size);
        check(av_channel_layout_copy(frame.ch_layout(), encoder.ch_layout()));
        check(av_frame_get_buffer(frame, 0));
        int converted =
            check(swr_convert(resampler, frame.extended_data(), size, pending, pendingSamples));
        pending = null;
        pendingSamples = 0;
        frame.nb_samples(converted);
        frame.pts(clock.applyAsLong(position));
        if (converted > 0) {
          write(context, stream, encoder, frame);
        }
        av_frame_free(frame);
        if (converted < size) {
          break;
        }
      }
    }
    write(context, stream, encoder, null);
    swr_free(resampler);
  }

  private static void write(
      AVFormatContext context, AVStream stream, AVCodecContext encoder, @Nullable AVFrame frame) {
    check(avcodec_send_frame(encoder, frame));
    AVPacket packet = av_packet_alloc();
    while (avcodec_receive_packet(encoder, packet) >= 0) {
      packet.stream_index(stream.index());
      av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
      check(av_interleaved_write_frame(context, packet));
    }
    av_packet_free(packet);
  }

  private static AVRational rational(int numerator, int denominator) {
    return new AVRational().num(numerator).den(denominator);
  }

  private static int check(int answer) {
    if (answer < 0) {
      throw new AssertionError("FFmpeg: " + Native.message(answer));
    }
    return answer;
  }
}
