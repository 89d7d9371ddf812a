package dev.steno.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_codec_is_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.av_codec_iterate;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * An open recording. It is recognised by its content, never by its name, and only as one of a list
 * of media containers: playlists, concatenations and picture sequences could read other files.
 * Child processes only.
 */
final class MediaContainer implements AutoCloseable {

  /**
   * Names of FFmpeg's demuxers (av_demuxer_iterate of 8.1.2): those that read one file of sound or
   * moving pictures, know it by its content, and follow no reference to another one.
   */
  static final Set<String> FORMATS =
      Set.of(
          "3gp",
          "aac",
          "ac3",
          "aiff",
          "amr",
          "amrnb",
          "amrwb",
          "ape",
          "asf",
          "ast",
          "au",
          "avi",
          "caf",
          "dsf",
          "dts",
          "dtshd",
          "dv",
          "eac3",
          "flac",
          "flv",
          "gxf",
          "iff",
          "loas",
          "m4a",
          "matroska",
          "mlp",
          "mov",
          "mp3",
          "mp4",
          "mpc",
          "mpc8",
          "mpeg",
          "mpegts",
          "mxf",
          "nistsphere",
          "nut",
          "ogg",
          "oma",
          "qcp",
          "rm",
          "shn",
          "sox",
          "tak",
          "truehd",
          "tta",
          "voc",
          "w64",
          "wav",
          "webm",
          "wtv",
          "wv",
          "xwma");

  /**
   * A score that says "perhaps". Free text can reach it as MPEG audio; AVPROBE_SCORE_RETRY of
   * avformat.h is the score below which FFmpeg itself wants to see more.
   */
  private static final int DOUBTFUL_SCORE = 25;

  private final AVFormatContext context;
  private final boolean doubtful;

  private MediaContainer(AVFormatContext context, boolean doubtful) {
    this.context = context;
    this.doubtful = doubtful;
  }

  /**
   * Opens a recording.
   *
   * @throws ProblemException {@code UNSUPPORTED_MEDIA} where it is none, {@code DECODE_FAILED}
   *     where it cannot be opened
   */
  static MediaContainer open(Path recording) {
    String url = "file:" + recording;
    AVDictionary options = new AVDictionary(null);
    AVFormatContext context = new AVFormatContext(null);
    try {
      av_dict_set(options, "protocol_whitelist", "file", 0);
      av_dict_set(options, "format_whitelist", String.join(",", FORMATS), 0);
      // No decoder of pictures or subtitles ever sees the file, not even to describe a stream.
      av_dict_set(options, "codec_whitelist", String.join(",", audioDecoders()), 0);
      av_dict_set(options, "enable_drefs", "0", 0);
      av_dict_set(options, "use_absolute_path", "0", 0);
      AVInputFormat format = new AVInputFormat(null);
      int score = recognise(url, format);
      int opened = avformat_open_input(context, url, format, options);
      if (opened < 0 && score <= DOUBTFUL_SCORE) {
        throw DecodeProblem.of(ErrorCode.UNSUPPORTED_MEDIA, "no known format after all");
      }
      Native.check(opened, "opening the container");
      MediaContainer container = new MediaContainer(context, score <= DOUBTFUL_SCORE);
      try {
        Native.check(
            avformat_find_stream_info(context, (AVDictionary) null), "reading the streams");
      } catch (ProblemException unreadable) {
        container.close();
        throw unreadable;
      }
      return container;
    } finally {
      av_dict_free(options);
    }
  }

  /** Recognises the content and returns how sure that is, 0 to 100. */
  private static int recognise(String url, AVInputFormat format) {
    AVIOContext file = new AVIOContext(null);
    AVDictionary options = new AVDictionary(null);
    try {
      av_dict_set(options, "protocol_whitelist", "file", 0);
      Native.check(
          avio_open2(file, url, AVIO_FLAG_READ, (AVIOInterruptCB) null, options),
          "opening the file");
      // Without a name: an ending proves nothing.
      int score = av_probe_input_buffer2(file, format, "", null, 0, 0);
      if (score < 0) {
        throw DecodeProblem.of(ErrorCode.UNSUPPORTED_MEDIA, "no known format");
      }
      String name = format.name().getString();
      if (List.of(name.split(",")).stream().noneMatch(FORMATS::contains)) {
        throw DecodeProblem.of(ErrorCode.UNSUPPORTED_MEDIA, "the format is " + name);
      }
      return score;
    } finally {
      avio_closep(file);
      av_dict_free(options);
    }
  }

  private static List<String> audioDecoders() {
    List<String> names = new ArrayList<>();
    try (PointerPointer<Pointer> state = new PointerPointer<>(1)) {
      state.put(0, (Pointer) null);
      for (AVCodec codec = av_codec_iterate(state);
          codec != null;
          codec = av_codec_iterate(state)) {
        if (codec.type() == AVMEDIA_TYPE_AUDIO && av_codec_is_decoder(codec) != 0) {
          names.add(codec.name().getString());
        }
      }
    }
    return names;
  }

  /** The format's name without spaces. */
  String formatName() {
    return context.iformat().name().getString().replace(' ', '_');
  }

  /** Whether the content might as well be anything else. */
  boolean doubtful() {
    return doubtful;
  }

  /** All streams of sound, in their order. */
  List<AVStream> audioStreams() {
    List<AVStream> streams = new ArrayList<>();
    for (int i = 0; i < context.nb_streams(); i++) {
      if (context.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
        streams.add(context.streams(i));
      }
    }
    return streams;
  }

  /** Makes {@link #context()} give packets of this stream only. */
  void select(AVStream stream) {
    for (int i = 0; i < context.nb_streams(); i++) {
      if (i != stream.index()) {
        context.streams(i).discard(AVDISCARD_ALL);
      }
    }
  }

  /** The length in milliseconds as well as it can be told, or -1. */
  long totalMillis() {
    return context.duration() == AV_NOPTS_VALUE || context.duration() <= 0
        ? -1
        : context.duration() * 1000 / AV_TIME_BASE;
  }

  /**
   * The length of a stream in milliseconds as the file itself states it, or -1. A length guessed
   * from the bit rate is no promise, nor is the length of a container that has other streams.
   */
  long promisedMillis(AVStream stream) {
    if (context.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE) {
      return -1;
    }
    if (stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0) {
      return av_rescale(
          stream.duration(), 1000L * stream.time_base().num(), stream.time_base().den());
    }
    return context.nb_streams() == 1 ? totalMillis() : -1;
  }

  /** Where the recording begins on its own clock, in microseconds. */
  long startMicros() {
    return context.start_time() == AV_NOPTS_VALUE ? 0 : context.start_time();
  }

  /** For reading packets. */
  AVFormatContext context() {
    return context;
  }

  @Override
  public void close() {
    avformat_close_input(context);
  }
}
