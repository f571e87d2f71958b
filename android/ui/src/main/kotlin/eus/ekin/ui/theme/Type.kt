package eus.ekin.ui.theme

import androidx.compose.runtime.Immutable
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.LineHeightStyle
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.sp

/** Sizes of text. There is no smaller one than [small]; nothing is cut at 200 %. */
@Immutable
class Type(family: FontFamily) {
    private val base = TextStyle(
        fontFamily = family,
        lineHeightStyle = LineHeightStyle(LineHeightStyle.Alignment.Center, LineHeightStyle.Trim.None),
    )

    private fun of(size: TextUnit, line: TextUnit, weight: FontWeight) =
        base.copy(fontSize = size, lineHeight = line, fontWeight = weight)

    val count = of(72.sp, 76.sp, FontWeight.Bold).figures
    val title1 = of(32.sp, 40.sp, FontWeight.Bold)
    val title2 = of(21.sp, 28.sp, FontWeight.SemiBold)
    val title3 = of(19.sp, 26.sp, FontWeight.SemiBold)
    val body = of(17.sp, 26.sp, FontWeight.Normal)
    val strong = of(17.sp, 26.sp, FontWeight.SemiBold)
    val button = of(17.sp, 22.sp, FontWeight.SemiBold)
    val small = of(15.sp, 22.sp, FontWeight.Normal)
    val smallStrong = of(15.sp, 22.sp, FontWeight.SemiBold)

    /** Simple mode: nothing there is smaller than [simpleText]. */
    val simpleTitle = of(40.sp, 48.sp, FontWeight.Bold)
    val simpleWord = of(32.sp, 40.sp, FontWeight.SemiBold)
    val simpleText = of(28.sp, 38.sp, FontWeight.SemiBold)

    /** All of them, for a test. */
    val all = listOf(count, title1, title2, title3, body, strong, button, small, smallStrong, simpleTitle, simpleWord, simpleText)
}

/** With figures of one width, so that what stands beside or below them stays where it is. */
val TextStyle.figures get() = copy(fontFeatureSettings = "tnum")
