package dev.steno.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {

  private static final String TYPE = "multipart/form-data; boundary=frontier";
  private static final String LANGUAGE = field("language", "en");
  private static final String PROMPT = field("prompt", "Grüße");
  private static final String FILE =
      "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Grüße.wav\"\r\n"
          + "Content-Type: text/html\r\n\r\nRIFF\r\n--front\r\n\r\n";
  private static final String END = "--frontier--\r\n";

  /** A part as it was read. */
  private record Part(String name, boolean isFile, String content) {}

  @Test
  void fieldsAreReadBeforeAndAfterTheFile() throws IOException {
    assertThat(parts(TYPE, LANGUAGE + FILE + PROMPT + END))
        .containsExactly(
            new Part("language", false, "en"),
            new Part("file Grüße.wav", true, "RIFF\r\n--front\r\n"),
            new Part("prompt", false, "Grüße"));
  }

  @Test
  void theFileMayBeTheOnlyPart() throws IOException {
    assertThat(parts(TYPE, FILE + END)).extracting(Part::name).containsExactly("file Grüße.wav");
  }

  @Test
  void aPartIsReadBeforeTheNextHasArrived() throws IOException {
    byte[] first = (LANGUAGE + "--frontier\r\n").getBytes(StandardCharsets.UTF_8);
    InputStream body =
        new ByteArrayInputStream(first) {
          @Override
          public synchronized int read(byte[] buffer, int offset, int length) {
            if (available() == 0) {
              throw new AssertionError("more was read than the first part needs");
            }
            return super.read(buffer, offset, length);
          }
        };
    FileItemInputIterator parts = new MultipartReader(TYPE, -1).getItemIterator(body);

    assertThat(parts.hasNext()).isTrue();
    assertThat(parts.next().getInputStream()).hasContent("en");
  }

  @Test
  void aBodyWithoutPartsHasNone() throws IOException {
    assertThat(parts(TYPE, END)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "multipart/form-data; charset=UTF-8"})
  void aTypeWithoutABoundaryIsRefused(String type) {
    assertThatThrownBy(() -> parts(type, FILE + END)).isInstanceOf(FileUploadException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain; boundary=frontier"})
  void aBodyThatIsNotMultipartIsRefused(String type) {
    assertThatThrownBy(() -> parts(type, FILE + END)).isInstanceOf(FileUploadException.class);
  }

  @Test
  void aBodyThatEndsWithinAPartIsNeverTakenForAWholeOne() {
    String body = LANGUAGE + FILE + END;
    int inFile = body.indexOf("RIFF") + 2;

    assertThatThrownBy(() -> parts(TYPE, body.substring(0, inFile)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> parts(TYPE, body.substring(0, body.indexOf(END))))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> parts(TYPE, LANGUAGE)).isInstanceOf(IOException.class);
  }

  @Test
  void aBodyThatEndsBeforeItsFirstPartIsNeverTakenForAnEmptyOne() {
    assertThatThrownBy(() -> parts(TYPE, "--frontier\r\nContent-Dispo"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void nothingIsEverSpooled() {
    MultipartReader reader = new MultipartReader(TYPE, -1);

    assertThatThrownBy(() -> reader.parseRequest(InputStream.nullInputStream()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> reader.parseParameterMap(InputStream.nullInputStream()))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static List<Part> parts(String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    FileItemInputIterator iterator =
        new MultipartReader(type, bytes.length).getItemIterator(new ByteArrayInputStream(bytes));
    List<Part> parts = new ArrayList<>();
    while (iterator.hasNext()) {
      FileItemInput part = iterator.next();
      try (InputStream content = part.getInputStream()) {
        parts.add(
            new Part(
                part.isFormField()
                    ? part.getFieldName()
                    : part.getFieldName() + " " + part.getName(),
                !part.isFormField(),
                new String(content.readAllBytes(), StandardCharsets.UTF_8)));
      }
    }
    return parts;
  }

  private static String field(String name, String value) {
    return "--frontier\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }
}
