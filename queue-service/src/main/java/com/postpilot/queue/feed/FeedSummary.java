package com.postpilot.queue.feed;

import java.nio.charset.Charset;

/**
 * What a file was.
 *
 * @param encoding what it was read as; where a table is not in UTF-8 and has no byte order mark,
 *     windows-1252 is the best guess, and a person should be told
 * @param products how many were handed out, those with problems too
 */
public record FeedSummary(Charset encoding, int products) {}
