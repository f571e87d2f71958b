package eus.ekin.ui.parts

import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.text.BasicText
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.ColorFilter
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.layout.layout
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space

/** Words. They wrap and are never cut. */
@Composable
fun Say(
    words: String,
    style: TextStyle,
    modifier: Modifier = Modifier,
    colour: Color = Ekin.tokens.ink,
    align: TextAlign = TextAlign.Start,
) = BasicText(words, modifier, style.copy(color = colour, textAlign = align))

/** A heading, for those who jump from one to the next. */
@Composable
fun Heading(words: String, style: TextStyle, modifier: Modifier = Modifier, colour: Color = Ekin.tokens.ink) =
    Say(words, style, modifier.semantics { heading() }, colour)

/** The heading of what stands below it in a list: nearer to that than to what stands above. */
@Composable
fun Section(words: String, modifier: Modifier = Modifier) = Heading(words, Ekin.type.title2, modifier.padding(top = Space.m))

/** An icon that stands beside words which say the same: readers of the screen pass over it. */
@Composable
fun Picture(icon: ImageVector, colour: Color, modifier: Modifier = Modifier.size(24.dp.grown)) =
    Image(icon, contentDescription = null, modifier, colorFilter = ColorFilter.tint(colour))

/** The side of an icon beside text: it grows with the text, up to [MOST_GROWN]. */
val Dp.grown: Dp
    @Composable get() = this * LocalDensity.current.fontScale.coerceIn(1f, MOST_GROWN)

private const val MOST_GROWN = 1.6f

/** An icon, in the middle of the first line of what stands beside it, which begins with [style]. */
@Composable
fun Led(
    icon: ImageVector,
    colour: Color,
    style: TextStyle,
    modifier: Modifier = Modifier,
    size: Dp = 24.dp,
    gap: Dp = Space.m,
    content: @Composable ColumnScope.() -> Unit,
) = Row(modifier, Arrangement.spacedBy(gap), Alignment.Top) {
    val side = size.grown
    val line = with(LocalDensity.current) { style.lineHeight.toDp() }
    Box(Modifier.size(width = side, height = maxOf(line, side)), Alignment.Center) { Picture(icon, colour, Modifier.size(side)) }
    Column(Modifier.weight(1f), content = content)
}

/** An icon with words behind it, the first line beside the icon. */
@Composable
fun Line(
    icon: ImageVector,
    words: String,
    modifier: Modifier = Modifier,
    style: TextStyle = Ekin.type.body,
    colour: Color = Ekin.tokens.inkSoft,
    size: Dp = 24.dp,
) = Led(icon, colour, style, modifier, size, Space.s) { Say(words, style, colour = colour) }

/**
 * No wider than its longest line, and its lines of about the same length: text that wraps takes all the width it may have, and what
 * stands beside it ends up at the edge.
 */
fun Modifier.hugging(): Modifier = layout { text, constraints ->
    val most = constraints.maxWidth
    val width = when {
        !constraints.hasBoundedWidth || text.maxIntrinsicWidth(Constraints.Infinity) <= most -> most
        else -> {
            val height = text.minIntrinsicHeight(most)
            // The least width at which it is no taller.
            var (tall, low) = text.minIntrinsicWidth(Constraints.Infinity).coerceAtMost(most) - 1 to most
            while (low - tall > 1) {
                val middle = (tall + low) / 2
                if (text.minIntrinsicHeight(middle) <= height) low = middle else tall = middle
            }
            low
        }
    }
    val placed = text.measure(constraints.copy(minWidth = constraints.minWidth.coerceAtMost(width), maxWidth = width))
    layout(placed.width, placed.height) { placed.place(0, 0) }
}

/** Whether text is so large that what stands side by side has to stand below one another. */
val isLargeText: Boolean
    @Composable get() = LocalDensity.current.fontScale >= LARGE

private const val LARGE = 1.5f
