package eus.ekin.ui.simple

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.draw.drawBehind
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.onClick
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import eus.ekin.ui.icons.Pictograms
import eus.ekin.ui.parts.Picture
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.isLargeText
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.Target
import eus.ekin.ui.theme.Tokens

/** What of scanning a thing shows: the ring, and how much of its time is left. */
internal class Offer(val left: Float)

/** Tiles in rows of the same height, as tall as the room allows and never lower than they need. */
@Composable
internal fun Tiles(spots: List<Spot>, room: Dp, offer: (Spot) -> Offer?, onTouch: (Spot) -> Unit) {
    val columns = columns(spots.size, isLargeText)
    val rows = spots.chunked(columns)
    val least = ((room - Space.xl * (rows.size - 1)) / rows.size.coerceAtLeast(1)).coerceIn(LEAST, MOST)
    val drawing = if (least >= TALL && !isLargeText) LARGE_DRAWING else DRAWING
    Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.xl)) {
        for (row in rows) {
            Row(Modifier.fillMaxWidth().height(IntrinsicSize.Max), Arrangement.spacedBy(Space.xl)) {
                for (spot in row) Tile(spot, offer(spot), drawing, Modifier.weight(1f).fillMaxHeight().heightIn(min = least)) { onTouch(spot) }
            }
        }
    }
}

/** Two or three to a row; with large text one or two. */
private fun columns(count: Int, large: Boolean) = when {
    large -> if (count <= 1) 1 else 2
    count <= 2 || count == 4 -> 2
    else -> 3
}

/** A tile: a drawing and its word. */
@Composable
private fun Tile(spot: Spot, offer: Offer?, drawing: Dp, modifier: Modifier, onTouch: () -> Unit) {
    val tokens = Ekin.tokens
    val colours = spot.kind?.let(tokens::kind)
    val ground = if (tokens.isContrast) tokens.surface else colours?.tile ?: tokens.surface
    val edge = if (tokens.isContrast) tokens.edge else colours?.icon ?: tokens.edge
    Column(
        modifier
            .offered(offer, tokens)
            .clip(Shapes.tile)
            .background(ground)
            .border(if (spot.chosen) 8.dp else 3.dp, edge, Shapes.tile)
            .clickable(role = Role.Button, onClick = onTouch)
            .semantics { if (spot.chosen) selected = true }
            .defaultMinSize(Target.simple, Target.simple)
            .padding(Space.l),
        Arrangement.spacedBy(Space.s, Alignment.CenterVertically),
        Alignment.CenterHorizontally,
    ) {
        Pictograms.of(spot.picture)?.let { Picture(it, edge, Modifier.size(drawing)) }
        spot.above?.let { Say(it, Ekin.type.simpleText, align = TextAlign.Center) }
        Say(spot.words, Ekin.type.simpleWord, align = TextAlign.Center)
    }
}

/** A way, in the bar at the top: its drawing, and its word where there is room. */
@Composable
internal fun WayTile(spot: Spot, offer: Offer?, onTouch: () -> Unit) {
    val tokens = Ekin.tokens
    Row(
        Modifier
            .offered(offer, tokens)
            .clip(Shapes.tile)
            .background(tokens.surface)
            .border(3.dp, tokens.edge, Shapes.tile)
            .clickable(role = Role.Button, onClick = onTouch)
            .clearAndSetSemantics {
                contentDescription = spot.words
                role = Role.Button
                onClick { onTouch(); true }
            }
            .defaultMinSize(Target.simple, Target.simple)
            .padding(horizontal = Space.l, vertical = Space.m),
        Arrangement.spacedBy(Space.s, Alignment.CenterHorizontally),
        Alignment.CenterVertically,
    ) { Pictograms.of(spot.picture)?.let { Picture(it, tokens.ink, Modifier.size(48.dp)) } }
}

/** A figure of the lock. */
@Composable
internal fun Figure(spot: Spot, modifier: Modifier, onTouch: () -> Unit) {
    val tokens = Ekin.tokens
    Box(
        modifier
            .clip(Shapes.control)
            .background(tokens.surface)
            .border(2.dp, tokens.edge, Shapes.control)
            .clickable(role = Role.Button, onClick = onTouch)
            .semantics { if (spot.picture.isNotEmpty()) contentDescription = spot.words }
            .defaultMinSize(Target.simple, Target.simple),
        Alignment.Center,
    ) {
        when (val drawing = Pictograms.of(spot.picture)) {
            null -> Say(spot.words, Ekin.type.simpleWord, align = TextAlign.Center)
            else -> Picture(drawing, tokens.ink, Modifier.size(48.dp))
        }
    }
}

/** The ring of what is offered: 6 dp, with a gap of 4 dp inside it, and below it a line that gets shorter with the time that is left. */
private fun Modifier.offered(offer: Offer?, tokens: Tokens) = drawBehind {
    if (offer == null) return@drawBehind
    ring(GAP.toPx() / 2, GAP.toPx(), tokens.focusGap)
    ring(GAP.toPx() + RING.toPx() / 2, RING.toPx(), tokens.focus)
    val (inset, thick) = CORNER.toPx() to LINE.toPx()
    val length = (size.width - 2 * inset) * offer.left
    drawRoundRect(
        tokens.focus,
        Offset(inset, size.height + GAP.toPx() + RING.toPx()),
        Size(length, thick),
        CornerRadius(thick / 2),
    )
}

private fun DrawScope.ring(outset: Float, width: Float, colour: Color) {
    val side = Size(size.width + 2 * outset, size.height + 2 * outset)
    drawRoundRect(colour, Offset(-outset, -outset), side, CornerRadius(CORNER.toPx() + outset), Stroke(width))
}

private val GAP = 4.dp
private val RING = 6.dp
private val LINE = 8.dp
private val CORNER = 28.dp

/** Heights of a tile, and from which on its drawing is larger. */
private val LEAST = 160.dp
private val MOST = 480.dp
private val TALL = 240.dp

/** Sides of a drawing. */
private val DRAWING = 96.dp
private val LARGE_DRAWING = 144.dp
