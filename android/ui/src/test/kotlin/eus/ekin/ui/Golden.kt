@file:OptIn(ExperimentalComposeUiApi::class)

package eus.ekin.ui

import androidx.compose.runtime.Composable
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.unit.Density
import androidx.compose.ui.use
import java.nio.file.Files
import java.nio.file.Path
import javax.imageio.ImageIO
import kotlin.math.abs
import org.jetbrains.skia.EncodedImageFormat
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue

/** A picture of a screen, as a phone of 412 by 892 dp draws it. */
fun picture(fontScale: Float = 1f, width: Int = WIDTH, height: Int = HEIGHT, content: @Composable () -> Unit): ByteArray =
    ImageComposeScene(width, height, Density(1f, fontScale)) { content() }.use { scene ->
        scene.render(0)
        scene.render(1_000_000_000L).encodeToData(EncodedImageFormat.PNG)!!.bytes
    }

/** Compares a picture with `src/test/goldens/NAME.png`; with `-Dgoldens=record` it takes its place. */
fun assertLooksLike(name: String, png: ByteArray) {
    val drawn = Path.of("target/pictures/$name.png").also { Files.createDirectories(it.parent) }
    Files.write(drawn, png)
    val golden = Path.of("src/test/goldens/$name.png")
    if (System.getProperty("goldens") == "record") {
        Files.createDirectories(golden.parent)
        Files.write(golden, png)
        return
    }
    assertTrue(Files.exists(golden), "there is no $golden: look at $drawn, then run with -Dgoldens=record")
    val (a, b) = ImageIO.read(golden.toFile()) to ImageIO.read(drawn.toFile())
    assertEquals(a.width to a.height, b.width to b.height, "$name has another size")
    var off = 0
    for (y in 0 until a.height) for (x in 0 until a.width) if (differ(a.getRGB(x, y), b.getRGB(x, y))) off++
    val part = off.toDouble() / (a.width * a.height)
    assertTrue(part <= TOLERATED, "$name: %.3f %% of its pixels are others; look at $drawn".format(part * 100))
}

private fun differ(a: Int, b: Int) = (0..2).any { abs((a shr 8 * it and 255) - (b shr 8 * it and 255)) > CHANNEL }

private const val WIDTH = 412
private const val HEIGHT = 892

/** What another machine's rounding may change: of a channel, and how many pixels. */
private const val CHANNEL = 8
private const val TOLERATED = 0.001
