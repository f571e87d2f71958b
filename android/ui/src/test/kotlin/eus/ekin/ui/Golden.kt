@file:OptIn(ExperimentalComposeUiApi::class)

package eus.ekin.ui

import androidx.compose.runtime.Composable
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.input.pointer.PointerEventType
import androidx.compose.ui.unit.Density
import androidx.compose.ui.use
import java.nio.file.Files
import java.nio.file.Path
import kotlin.math.abs
import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.Image
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue

/** A picture of a screen, as a phone of 412 by 892 dp draws it; of its [end], what stands there when it was scrolled to the last row. */
fun picture(fontScale: Float = 1f, width: Int = WIDTH, height: Int = HEIGHT, end: Boolean = false, content: @Composable () -> Unit): Image =
    ImageComposeScene(width, height, Density(1f, fontScale)) { content() }.use { scene ->
        scene.render(0)
        if (end) scene.sendPointerEvent(PointerEventType.Scroll, Offset(width / 2f, height / 2f), Offset(0f, FAR))
        // What moves has come to rest.
        FRAMES.map { scene.render(it * 1_000_000L) }.last()
    }

/** Whether two pictures are alike. */
fun areAlike(one: Image, other: Image) = pixels(one).contentEquals(pixels(other))

/** When a scene is drawn after its first moment, in ms. */
private val FRAMES = listOf(100L, 400L, 1_000L, 3_000L)

/** Further than any list goes. */
private const val FAR = 100_000f

/**
 * Compares a picture with `src/test/goldens/NAME.webp` (without loss, a third of a PNG's size); with `-Dgoldens=record` it takes its
 * place, by `cwebp` (Debian: `webp`), since Skia writes WebP with loss. What was drawn is in `target/pictures`, to be looked at.
 * `-Dgoldens.only=house,card` leaves all other screens alone.
 */
fun assertLooksLike(name: String, image: Image) {
    val drawn = Path.of("target/pictures/$name.png").also { Files.createDirectories(it.parent) }
    Files.write(drawn, image.encodeToData(EncodedImageFormat.PNG)!!.bytes)
    val golden = Path.of("src/test/goldens/$name.webp")
    if (System.getProperty("goldens") == "record") {
        Files.createDirectories(golden.parent)
        val kept = ProcessBuilder("cwebp", "-quiet", "-lossless", "-exact", "$drawn", "-o", "$golden").inheritIO().start().waitFor()
        return assertEquals(0, kept, "cwebp did not keep $golden")
    }
    assertTrue(Files.exists(golden), "there is no $golden: look at $drawn, then run with -Dgoldens=record")
    val kept = Image.makeFromEncoded(Files.readAllBytes(golden))
    assertEquals(kept.width to kept.height, image.width to image.height, "$name has another size")
    val (a, b) = pixels(kept) to pixels(image)
    val off = a.indices.step(4).count { at -> (0..2).any { abs((a[at + it].toInt() and 255) - (b[at + it].toInt() and 255)) > CHANNEL } }
    val part = off * 4.0 / a.size
    assertTrue(part <= TOLERATED, "$name: %.3f %% of its pixels are others; look at $drawn".format(part * 100))
}

/** Whether a screen is among those that are to be looked at. */
fun isWanted(screen: String): Boolean = System.getProperty("goldens.only")?.split(',')?.contains(screen) != false

private fun pixels(image: Image): ByteArray = Bitmap.makeFromImage(image).readPixels()!!

private const val WIDTH = 412
private const val HEIGHT = 892

/** What another machine's rounding may change: of a channel, and how many pixels. */
private const val CHANNEL = 8
private const val TOLERATED = 0.001
