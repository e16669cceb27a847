package com.postpilot.sandbox.video;

import com.postpilot.sandbox.media.MediaFile;

/** A video that was taken in. */
public record KeptVideo(MediaFile file, VideoFile video) {}
