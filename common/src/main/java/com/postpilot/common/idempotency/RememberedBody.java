package com.postpilot.common.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/** A request whose body can be read twice: once for its hash, once by the handler. */
final class RememberedBody extends HttpServletRequestWrapper {
  private final byte[] body;

  private RememberedBody(HttpServletRequest request) throws IOException {
    super(request);
    this.body = request.getInputStream().readAllBytes();
  }

  /**
   * Remembers the bodies of requests that carry a key; they are small, the gateway caps them. Files
   * are not: they come as parts, which can be read twice where the server put them.
   */
  static final class Filter extends OncePerRequestFilter {
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
      return !request.getMethod().equals("POST")
          || request.getHeader("Idempotency-Key") == null
          || hasParts(request);
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      chain.doFilter(new RememberedBody(request), response);
    }
  }

  private static boolean hasParts(HttpServletRequest request) {
    var type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  /** SHA-256 of the body, hex; of parts what they say, since their boundary is never the same. */
  static String hash(HttpServletRequest request) throws IOException {
    var digest = sha256();
    if (hasParts(request)) {
      addParts(request, digest);
    } else {
      var remembered = WebUtils.getNativeRequest(request, RememberedBody.class);
      if (remembered == null) {
        throw new IllegalStateException("The body of this request was not remembered");
      }
      digest.update(remembered.body);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void addParts(HttpServletRequest request, MessageDigest digest)
      throws IOException {
    try (var out =
        new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      for (var part : request.getParts()) {
        out.writeUTF(part.getName());
        out.writeUTF(String.valueOf(part.getSubmittedFileName()));
        out.writeUTF(String.valueOf(part.getContentType()));
        out.writeLong(part.getSize()); // so that no two requests say the same to the digest
        try (var bytes = part.getInputStream()) {
          bytes.transferTo(out);
        }
      }
    } catch (ServletException e) {
      throw new IllegalStateException(e); // they were read before any handler is looked for
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ServletInputStream getInputStream() {
    var bytes = new ByteArrayInputStream(body);
    return new ServletInputStream() {
      @Override
      public int read() {
        return bytes.read();
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        return bytes.read(target, offset, length);
      }

      @Override
      public boolean isFinished() {
        return bytes.available() == 0;
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("Bodies are read in blocking mode");
      }
    };
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }
}
