package com.postpilot.publisher.tiktok;

import com.postpilot.publisher.ledger.Publication;
import com.postpilot.publisher.media.MediaUrls;
import java.util.LinkedHashMap;
import java.util.Map;

/** What TikTok is told about a post. */
final class PostRequest {
  private static final int LONGEST_TITLE = 90;

  private final MediaUrls media;

  PostRequest(MediaUrls media) {
    this.media = media;
  }

  Map<String, Object> upload(Publication publication) {
    var chunks = Chunks.of(publication.media().getFirst().size());
    return video(
        publication,
        Map.of(
            "source", "FILE_UPLOAD",
            "video_size", chunks.size(),
            "chunk_size", chunks.chunkSize(),
            "total_chunk_count", chunks.count()));
  }

  Map<String, Object> pull(Publication publication) {
    return video(
        publication,
        Map.of(
            "source",
            "PULL_FROM_URL",
            "video_url",
            media.sign(publication.media().getFirst().key()).toString()));
  }

  private static Map<String, Object> video(Publication publication, Map<String, Object> source) {
    var info = info(publication);
    info.put("title", publication.text());
    info.put("disable_duet", !allowed(publication, "disable_duet"));
    info.put("disable_stitch", !allowed(publication, "disable_stitch"));
    return Map.of("post_info", info, "source_info", source);
  }

  Map<String, Object> photos(Publication publication) {
    var info = info(publication);
    var text = Words.of(publication.text());
    info.put("title", text.title());
    info.put("description", text.description());
    info.put("auto_add_music", false);
    return Map.of(
        "media_type",
        "PHOTO",
        "post_mode",
        "DIRECT_POST",
        "post_info",
        info,
        "source_info",
        Map.of(
            "source",
            "PULL_FROM_URL",
            "photo_cover_index",
            0,
            "photo_images",
            publication.media().stream()
                .map(photo -> media.sign(photo.key()).toString())
                .toList()));
  }

  private static Map<String, Object> info(Publication publication) {
    var info = new LinkedHashMap<String, Object>();
    info.put("privacy_level", String.valueOf(publication.options().get("privacy_level")));
    info.put("disable_comment", !allowed(publication, "disable_comment"));
    info.put("brand_content_toggle", chosen(publication, "brand_content_toggle"));
    info.put("brand_organic_toggle", chosen(publication, "brand_organic_toggle"));
    return info;
  }

  /** TikTok wants duets, stitches and comments to be off unless the author lets them be. */
  private static boolean allowed(Publication publication, String option) {
    return Boolean.FALSE.equals(publication.options().get(option));
  }

  private static boolean chosen(Publication publication, String option) {
    return Boolean.TRUE.equals(publication.options().get(option));
  }

  /**
   * A text as photos carry it. A first paragraph that is short enough for a title becomes the title
   * if more follows it; otherwise all is description. Nothing is cut, and nothing said twice.
   */
  record Words(String title, String description) {
    static Words of(String text) {
      int end = text.indexOf("\n\n");
      return end > 0 && end <= LONGEST_TITLE && text.indexOf('\n') == end
          ? new Words(text.substring(0, end), text.substring(end + 2))
          : new Words("", text);
    }
  }
}
