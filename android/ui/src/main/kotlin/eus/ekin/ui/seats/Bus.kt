package eus.ekin.ui.seats

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.drawBehind
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.graphics.PathEffect
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.unit.dp
import eus.ekin.core.SeatCell
import eus.ekin.core.SeatPlan
import eus.ekin.core.Say
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Picture
import eus.ekin.ui.parts.Rule
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.isLargeText
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say

/** Seats of a row, with a gangway in the middle. */
private const val ROW = 4

/** The bus from the front. It counts places and says nothing of chairs: one picture, with the sentence as its words. */
@Composable
fun Bus(seats: SeatPlan) = when {
    isLargeText -> Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.m), Alignment.CenterHorizontally) {
        Drawing(seats)
        Legend(seats)
    }
    else -> Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.l, Alignment.CenterHorizontally), Alignment.CenterVertically) {
        Drawing(seats)
        Legend(seats)
    }
}

/** What the cells stand for: those that are there. */
@Composable
private fun Legend(seats: SeatPlan) = Column(Modifier.width(IntrinsicSize.Max), Arrangement.spacedBy(Space.s)) {
    val there = (seats.cells + seats.wheelchair).toSet()
    for ((cell, words) in LEGEND) {
        if (cell !in there) continue
        Row(horizontalArrangement = Arrangement.spacedBy(Space.s), verticalAlignment = Alignment.CenterVertically) {
            Cell(cell, Icons.UserFill)
            Say(say(words), Ekin.type.small)
        }
    }
}

private val LEGEND
    get() = listOf(
        SeatCell.TAKEN to Say.appSeatsHeld(),
        SeatCell.PROBABLE to Say.appSeatsLikely(),
        SeatCell.FREE to Say.appSeatsFree(),
        SeatCell.OVER to Say.appSeatsTooMany(),
    )

@Composable
private fun Drawing(seats: SeatPlan) {
    val tokens = Ekin.tokens
    Column(
        Modifier
            .width(232.dp)
            .border(3.dp, tokens.edge, RoundedCornerShape(28.dp, 28.dp, 12.dp, 12.dp))
            .padding(Space.l)
            .clearAndSetSemantics {
                role = Role.Image
                contentDescription = seats.sentence
            },
        Arrangement.spacedBy(Space.s),
        Alignment.CenterHorizontally,
    ) {
        Line(Icons.SteeringWheel, say(Say.appSeatsFront()), Modifier.fillMaxWidth(), Ekin.type.small)
        Rule()
        for (row in seats.cells.chunked(ROW)) Seats(row, Icons.UserFill)
        if (seats.wheelchair.isNotEmpty()) {
            Rule()
            for (row in seats.wheelchair.chunked(ROW)) Seats(row, Icons.Wheelchair)
        }
    }
}

@Composable
private fun Seats(row: List<SeatCell>, icon: ImageVector) = Row(horizontalArrangement = Arrangement.spacedBy(Space.s)) {
    for (n in 0 until ROW) {
        if (n == ROW / 2) Box(Modifier.size(Space.s))
        val cell = row.getOrNull(n)
        if (cell == null) Box(Modifier.size(CELL)) else Cell(cell, icon)
    }
}

private val CELL = 40.dp

/** Taken is full, probable has a broken edge, free is empty, too many has a mark: never a colour alone. */
@Composable
private fun Cell(cell: SeatCell, icon: ImageVector) {
    val tokens = Ekin.tokens
    val shape = RoundedCornerShape(10.dp)
    val look = when (cell) {
        SeatCell.TAKEN -> Modifier.background(tokens.primary, shape)
        SeatCell.PROBABLE -> Modifier.background(tokens.local, shape).drawBehind {
            val dashes = PathEffect.dashPathEffect(floatArrayOf(5.dp.toPx(), 4.dp.toPx()))
            drawRoundRect(tokens.onLocal, cornerRadius = CornerRadius(10.dp.toPx()), style = Stroke(2.dp.toPx(), pathEffect = dashes))
        }
        SeatCell.FREE -> Modifier.border(2.dp, tokens.edge, shape)
        SeatCell.OVER -> Modifier.background(tokens.refused, shape).border(2.dp, tokens.onRefused, shape)
    }
    Box(Modifier.size(CELL).then(look), Alignment.Center) {
        when (cell) {
            SeatCell.TAKEN -> Picture(icon, tokens.onPrimary, Modifier.size(24.dp))
            SeatCell.PROBABLE -> Picture(icon, tokens.onLocal, Modifier.size(24.dp))
            SeatCell.FREE -> if (icon === Icons.Wheelchair) Picture(icon, tokens.inkSoft, Modifier.size(24.dp))
            SeatCell.OVER -> Picture(Icons.WarningOctagonBold, tokens.onRefused, Modifier.size(24.dp))
        }
    }
}
