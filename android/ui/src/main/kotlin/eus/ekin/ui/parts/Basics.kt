package eus.ekin.ui.parts

import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.text.BasicText
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.ColorFilter
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.style.TextAlign
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

/** An icon that stands beside words which say the same: readers of the screen pass over it. */
@Composable
fun Picture(icon: ImageVector, colour: Color, modifier: Modifier = Modifier.size(24.dp)) =
    Image(icon, contentDescription = null, modifier, colorFilter = ColorFilter.tint(colour))

/** An icon with words behind it, the first line beside the icon. */
@Composable
fun Line(
    icon: ImageVector,
    words: String,
    modifier: Modifier = Modifier,
    style: TextStyle = Ekin.type.body,
    colour: Color = Ekin.tokens.inkSoft,
    size: Dp = 24.dp,
) = Row(modifier, Arrangement.spacedBy(Space.s), Alignment.Top) {
    // As tall as a line of the text beside it, so that it stands in the middle of the first.
    val line = with(LocalDensity.current) { style.lineHeight.toDp() }
    Row(Modifier.size(width = size, height = line), verticalAlignment = Alignment.CenterVertically) {
        Picture(icon, colour, Modifier.size(size))
    }
    Say(words, style, Modifier.weight(1f), colour)
}

/** Whether text is so large that what stands side by side has to stand below one another. */
val isLargeText: Boolean
    @Composable get() = LocalDensity.current.fontScale >= LARGE

private const val LARGE = 1.5f

/** Room that takes what is left of a row. */
@Composable
fun RowScope.Rest() = androidx.compose.foundation.layout.Spacer(Modifier.weight(1f))
