package eus.ekin.ui.parts

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.unit.dp
import eus.ekin.core.ListingType
import eus.ekin.ui.theme.Ekin

/** The hem of house linen: seven stripes, one for each kind of listing. */
@Composable
fun Stripes(modifier: Modifier = Modifier) {
    val tokens = Ekin.tokens
    val colours = KINDS.map { tokens.kind(it).icon }
    Canvas(modifier.fillMaxWidth().height(28.dp)) {
        drawRect(tokens.surface)
        var y = 0f
        for ((width, colour) in WIDTHS.zip(colours)) {
            drawRect(colour, Offset(0f, y), Size(size.width, width.dp.toPx()))
            y += (width + GAP).dp.toPx()
        }
    }
}

private val KINDS = listOf(
    ListingType.ACTIVITY,
    ListingType.PLACE,
    ListingType.LOAN,
    ListingType.NEED,
    ListingType.PRACTICE,
    ListingType.PARTNER,
    ListingType.OFFER,
)

/** As the stripes of a tile: broad at the ends and in the middle. */
private val WIDTHS = listOf(4f, 1f, 1f, 6f, 1f, 1f, 4f)
private const val GAP = 1.6f
