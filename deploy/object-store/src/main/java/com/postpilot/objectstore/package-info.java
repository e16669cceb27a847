/** S3 on a directory of this machine, so that the suite runs where nobody offers it an S3. */
@NullMarked
package com.postpilot.objectstore;

import org.jspecify.annotations.NullMarked;
