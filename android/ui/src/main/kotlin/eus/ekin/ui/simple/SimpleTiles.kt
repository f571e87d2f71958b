package eus.ekin.ui.simple

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
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
import androidx.compose.ui.layout.IntrinsicMeasurable
import androidx.compose.ui.layout.IntrinsicMeasureScope
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.layout.Measurable
import androidx.compose.ui.layout.MeasurePolicy
import androidx.compose.ui.layout.MeasureResult
import androidx.compose.ui.layout.MeasureScope
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.onClick
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.dp
import eus.ekin.ui.icons.Pictograms
import eus.ekin.ui.parts.Picture
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.grown
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.Target
import eus.ekin.ui.theme.Tokens

/** What of scanning a thing shows: the ring, and how much of its time is left. */
internal class Offer(val left: Float)

/**
 * Tiles in as many columns as leave every word whole and all of them in sight; where nothing does, as few rows as can be. They share the
 * height that they are given.
 */
@Composable
internal fun Tiles(spots: List<Spot>, offer: (Spot) -> Offer?, modifier: Modifier = Modifier, onTouch: (Spot) -> Unit) =
    Layout({ for (spot in spots) Tile(spot, offer(spot)) { onTouch(spot) } }, modifier.fillMaxWidth()) { tiles, constraints ->
        val (width, room, gap) = Triple(constraints.maxWidth, constraints.minHeight, Space.xl.roundToPx())
        val all = columns(tiles.size).map { rows(tiles, it, width, gap, LEAST.roundToPx()) }
        val height = { rows: List<Tiled> -> rows.sumOf { it.height } + gap * (rows.size - 1) }
        val whole = all.filter { rows -> rows.all(Tiled::isWhole) }.ifEmpty { all.takeLast(1) }
        val rows = whole.firstOrNull { height(it) <= room } ?: whole.minBy(height)
        val share = (room - gap * (rows.size - 1)) / rows.size
        val more = ((room - height(rows)) / rows.size).coerceAtLeast(0)
        val placed = rows.map { row ->
            val tall = if (rows.all { it.height <= share }) share else row.height + more
            row.tiles.map { it.measure(Constraints.fixed(row.width, tall)) }
        }
        layout(width, placed.sumOf { it.first().height } + gap * (rows.size - 1)) {
            var y = 0
            for (row in placed) {
                for ((n, one) in row.withIndex()) one.placeRelative(n * (one.width + gap), y)
                y += row.first().height + gap
            }
        }
    }

/** Tiles of a row: as wide as they may be, and as tall as the tallest needs. */
private class Tiled(val tiles: List<Measurable>, val width: Int, val height: Int) {
    val isWhole get() = tiles.all { it.minIntrinsicWidth(Constraints.Infinity) <= width }
}

private fun rows(tiles: List<Measurable>, columns: Int, width: Int, gap: Int, least: Int) = tiles.chunked(columns).map { row ->
    val part = (width - gap * (row.size - 1)) / row.size
    Tiled(row, part, row.maxOf { it.minIntrinsicHeight(part) }.coerceAtLeast(least))
}

/** How many to a row, the best first. */
private fun columns(count: Int) = when (count) {
    1 -> listOf(1)
    2, 4 -> listOf(2, 1)
    3 -> listOf(3, 1)
    else -> listOf(3, 2, 1)
}

/** A tile: a drawing and its word; a check on what was chosen before. */
@Composable
internal fun Tile(spot: Spot, offer: Offer?, modifier: Modifier = Modifier, onTouch: () -> Unit) {
    val tokens = Ekin.tokens
    val colours = spot.kind?.let(tokens::kind)
    val (ground, edge) = when {
        spot.quiet -> tokens.stale to tokens.onStale
        tokens.isContrast || colours == null -> tokens.surface to tokens.edge
        else -> colours.tile to colours.icon
    }
    Layout(
        {
            Column(Modifier, Arrangement.Center, Alignment.CenterHorizontally) {
                Say(spot.words, Ekin.type.simpleWord, align = TextAlign.Center)
                spot.beneath?.let { Say(it, Ekin.type.simpleText, align = TextAlign.Center) }
            }
            Pictograms.of(spot.picture)?.let { Picture(it, edge, Modifier) }
            if (spot.chosen) Pictograms.of("check-circle")?.let { Picture(it, edge, Modifier.size(CHECK)) }
        },
        modifier
            .offered(offer, tokens)
            .clip(Shapes.tile)
            .background(ground)
            .border(if (spot.chosen) 8.dp else 3.dp, edge, Shapes.tile)
            .clickable(role = Role.Button, onClick = onTouch)
            .semantics { if (spot.chosen) selected = true }
            .defaultMinSize(Target.simple, Target.simple)
            .padding(Space.l),
        DrawingAndWord,
    )
}

/** The word below the drawing, which takes the room that is left; beside it where a tile is wide and low. */
private object DrawingAndWord : MeasurePolicy {
    override fun MeasureScope.measure(measurables: List<Measurable>, constraints: Constraints): MeasureResult {
        val words = measurables.first()
        val drawing = measurables.getOrNull(1)
        val (width, gap) = constraints.maxWidth to Space.s.roundToPx()
        val height = maxOf(constraints.minHeight, minIntrinsicHeight(measurables, width))
        val below = words.minIntrinsicHeight(width)
        val stands = drawing == null || below + gap + SMALL.roundToPx() <= height
        val side = when {
            drawing == null -> 0
            stands -> minOf(height - below - gap, width, LARGE.roundToPx())
            else -> minOf(height, BESIDE.roundToPx())
        }
        val said = words.measure(Constraints(maxWidth = if (stands) width else width - side - gap))
        val drawn = drawing?.measure(Constraints.fixed(side, side))
        val check = measurables.getOrNull(2)?.measure(Constraints())
        return layout(width, height) {
            if (stands) {
                val top = (height - said.height - if (drawn == null) 0 else side + gap) / 2
                drawn?.place((width - side) / 2, top)
                said.place((width - said.width) / 2, height - top - said.height)
            } else {
                val left = (width - side - gap - said.width) / 2
                drawn?.place(left, (height - side) / 2)
                said.place(left + side + gap, (height - said.height) / 2)
            }
            check?.place(width - check.width, 0)
        }
    }

    override fun IntrinsicMeasureScope.minIntrinsicWidth(measurables: List<IntrinsicMeasurable>, height: Int) =
        measurables.first().minIntrinsicWidth(height)

    override fun IntrinsicMeasureScope.minIntrinsicHeight(measurables: List<IntrinsicMeasurable>, width: Int): Int {
        val words = measurables.first()
        val gap = Space.s.roundToPx()
        val tall = words.minIntrinsicHeight(width) + if (measurables.size > 1) gap + SMALL.roundToPx() else 0
        val side = BESIDE.roundToPx()
        return when {
            measurables.size < 2 || width < WIDE.roundToPx() -> tall
            else -> minOf(tall, maxOf(side, words.minIntrinsicHeight(width - side - gap)))
        }
    }
}

/** A way, in the bar at the top: its drawing, and its word where there is room. */
@Composable
internal fun WayTile(spot: Spot, offer: Offer?, named: Boolean, onTouch: () -> Unit) {
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
    ) {
        Pictograms.of(spot.picture)?.let { Picture(it, tokens.ink, Modifier.size(48.dp.grown)) }
        if (named) Say(spot.words, Ekin.type.simpleText)
    }
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

/** The least height of a tile. */
private val LEAST = 160.dp

/** Sides of a drawing: the least and the most above its word, and beside it; from which width on it may stand there. */
private val SMALL = 64.dp
private val LARGE = 160.dp
private val BESIDE = 112.dp
private val WIDE = 400.dp

/** Side of the check on what was chosen. */
private val CHECK = 56.dp
