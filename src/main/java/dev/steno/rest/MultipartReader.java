package dev.steno.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.RequestContext;

/**
 * Reads the parts of a multipart body one after the other, as they arrive. Nothing is spooled: of
 * the library only its streaming half is used, so the other half refuses to work.
 */
final class MultipartReader
    extends AbstractFileUpload<InputStream, DiskFileItem, DiskFileItemFactory> {

  private final String contentType;
  private final long contentLength;

  /**
   * A reader.
   *
   * @param contentType of the request, with its boundary
   * @param contentLength of the request in bytes, or -1 where it is unknown
   */
  MultipartReader(String contentType, long contentLength) {
    this.contentType = contentType;
    this.contentLength = contentLength;
  }

  @Override
  public FileItemInputIterator getItemIterator(InputStream body) throws IOException {
    return getItemIterator(new Body(body));
  }

  @Override
  public Map<String, List<DiskFileItem>> parseParameterMap(InputStream body) {
    throw new UnsupportedOperationException("parts are read as they arrive");
  }

  @Override
  public List<DiskFileItem> parseRequest(InputStream body) {
    throw new UnsupportedOperationException("parts are read as they arrive");
  }

  private final class Body implements RequestContext {

    private final InputStream body;

    Body(InputStream body) {
      this.body = body;
    }

    @Override
    public String getCharacterEncoding() {
      return StandardCharsets.UTF_8.name();
    }

    @Override
    public long getContentLength() {
      return contentLength;
    }

    @Override
    public String getContentType() {
      return contentType;
    }

    @Override
    public InputStream getInputStream() {
      return body;
    }

    @Override
    public boolean isMultipartRelated() {
      return false;
    }
  }
}
