package eus.ekin.ui.icons

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.unit.dp

/** Side of the square in which Phosphor draws. */
private const val SQUARE = 256f

/** An icon of paths in Phosphor's square, each with its opacity; made when it is first drawn. */
internal fun icon(name: String, vararg paths: Pair<String, Float>) = lazy(LazyThreadSafetyMode.PUBLICATION) {
    val builder = ImageVector.Builder(name, 24.dp, 24.dp, SQUARE, SQUARE)
    for ((path, alpha) in paths) {
        builder.addPath(addPathNodes(path), fill = SolidColor(Color.Black), fillAlpha = alpha)
    }
    builder.build()
}
