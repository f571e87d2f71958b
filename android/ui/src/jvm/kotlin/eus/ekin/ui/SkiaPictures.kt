package eus.ekin.ui

import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.toComposeImageBitmap
import org.jetbrains.skia.Image

/** A picture of a file, as a desk draws it; none of a file that is not one. */
fun decoded(file: ByteArray): ImageBitmap? = runCatching { Image.makeFromEncoded(file).toComposeImageBitmap() }.getOrNull()
