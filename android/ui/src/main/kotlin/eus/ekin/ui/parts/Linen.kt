package eus.ekin.ui.parts

import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.draw.clipToBounds
import androidx.compose.ui.draw.drawBehind
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.Shape
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import eus.ekin.core.ListingType
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.family

/** Widths of the seven stripes of house linen, in 48ths; the rest is ground between them. */
private val STRIPES = intArrayOf(4, 1, 1, 6, 1, 1, 4)
private const val PARTS = 48f

/** How far stripes lean, by height. */
private const val LEAN = 0.6f

/** The fill icon of a kind. */
val ListingType.icon: ImageVector
    get() = when (family) {
        ListingType.NEED -> Icons.HandWavingFill
        ListingType.OFFER -> Icons.HandHeartFill
        ListingType.LOAN -> Icons.PackageFill
        ListingType.PLACE -> Icons.MapPinFill
        ListingType.PRACTICE -> Icons.LightbulbFill
        ListingType.PARTNER -> Icons.HandshakeFill
        else -> Icons.TicketFill
    }

/**
 * Where there is no photo: house linen in the colours of the kind, each kind woven its own way, turned by [pattern]. High contrast has
 * no stripes: there it is a sheet with an edge, unless what it stands in has one.
 */
@Composable
fun Linen(
    type: ListingType,
    pattern: Int,
    modifier: Modifier = Modifier,
    shape: Shape? = null,
    icon: ImageVector = type.icon,
) {
    val tokens = Ekin.tokens
    val colours = tokens.kind(type)
    val edge = if (tokens.isContrast && shape != null) Modifier.border(2.dp, tokens.edge, shape) else Modifier
    Box(
        modifier
            .then(if (shape == null) Modifier.clipToBounds() else Modifier.clip(shape))
            .drawBehind {
                drawRect(colours.tile)
                weave(type.family, pattern, colours.stripe)
            }
            .then(edge),
        contentAlignment = Alignment.BottomStart,
    ) {
        Picture(icon, colours.icon, Modifier.padding(horizontal = Space.l, vertical = 14.dp).size(44.dp))
    }
}

/** How tall linen is that would be [tall]: without stripes there is nothing to see but its icon. */
@Composable
fun linenHeight(tall: Dp): Dp = if (Ekin.tokens.isContrast) 72.dp else tall

private fun DrawScope.weave(type: ListingType, pattern: Int, colour: Color) {
    when (type) {
        ListingType.NEED -> level(pattern, colour)
        ListingType.OFFER -> leaning(pattern, colour, -LEAN)
        ListingType.PRACTICE -> leaning(pattern, colour, LEAN)
        ListingType.LOAN -> {
            upright(pattern, colour)
            level(pattern, colour)
        }
        ListingType.PLACE -> frames(colour)
        ListingType.PARTNER -> pairs(colour)
        else -> upright(pattern, colour)
    }
}

/** Start and width of each stripe along a length, the pattern turned. */
private fun stripes(pattern: Int, length: Float): List<Pair<Float, Float>> {
    val ground = (PARTS - STRIPES.sum()) / STRIPES.size
    var at = ground / 2
    return STRIPES.indices.map {
        val width = STRIPES[(it + pattern) % STRIPES.size]
        val stripe = at to width.toFloat()
        at += width + ground
        stripe
    }.map { (start, width) -> start / PARTS * length to width / PARTS * length }
}

private fun DrawScope.upright(pattern: Int, colour: Color) {
    for ((at, width) in stripes(pattern, size.width)) drawRect(colour, Offset(at, 0f), Size(width, size.height))
}

private fun DrawScope.level(pattern: Int, colour: Color) {
    for ((at, width) in stripes(pattern, size.height)) drawRect(colour, Offset(0f, at), Size(size.width, width))
}

private fun DrawScope.leaning(pattern: Int, colour: Color, lean: Float) {
    val shift = lean * size.height
    val whole = size.width + kotlin.math.abs(shift)
    val from = if (shift < 0) 0f else -shift
    for ((at, width) in stripes(pattern, whole)) {
        val x = from + at
        val path = Path().apply {
            moveTo(x + shift.coerceAtLeast(0f) + shift.coerceAtMost(0f), size.height)
            lineTo(x + width + shift, size.height)
            lineTo(x + width, 0f)
            lineTo(x, 0f)
            close()
        }
        drawPath(path, colour)
    }
}

private fun DrawScope.frames(colour: Color) {
    val unit = size.height / PARTS
    var inset = 2 * unit
    for (width in STRIPES.take(4)) {
        val stroke = width * unit
        val middle = inset + stroke / 2
        val inner = Size(size.width - 2 * middle, size.height - 2 * middle)
        if (inner.width > 0 && inner.height > 0) drawRect(colour, Offset(middle, middle), inner, style = Stroke(stroke))
        inset += stroke + 4 * unit
    }
}

private fun DrawScope.pairs(colour: Color) {
    val unit = size.width / PARTS
    for (pair in 0 until 5) {
        val at = (2 + pair * 10) * unit
        drawRect(colour, Offset(at, 0f), Size(2 * unit, size.height))
        drawRect(colour, Offset(at + 3 * unit, 0f), Size(2 * unit, size.height))
    }
}
