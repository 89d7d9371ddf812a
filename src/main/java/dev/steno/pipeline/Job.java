package dev.steno.pipeline;

import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.SpeechRecognizer;
import java.nio.file.Path;

/**
 * One attempt to transcribe one recording.
 *
 * @param recording the uploaded file, in a folder where nothing else is
 * @param pcm where the decoded audio goes; the caller removes it
 * @param recognizer the engine
 * @param options how to recognise
 */
public record Job(
    Path recording, Path pcm, SpeechRecognizer recognizer, RecognitionOptions options) {}
