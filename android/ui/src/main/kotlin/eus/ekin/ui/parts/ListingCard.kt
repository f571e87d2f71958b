package eus.ekin.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import eus.ekin.core.Card
import eus.ekin.core.ListingStatus
import eus.ekin.core.Transport
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space

/** A listing in a list: one button, read as a whole. What happened comes first, then how far it has come. */
@Composable
fun ListingCard(card: Card, onOpen: () -> Unit, modifier: Modifier = Modifier) {
    val tokens = Ekin.tokens
    Column(
        modifier
            .fillMaxWidth()
            .clip(Shapes.card)
            .background(tokens.surface)
            .border(if (tokens.isContrast) 2.dp else 1.dp, if (tokens.isContrast) tokens.edge else tokens.line, Shapes.card)
            .clickable(role = Role.Button, onClick = onOpen),
    ) {
        Linen(card.listingType, card.pattern.toInt(), Modifier.fillMaxWidth().height(linenHeight(104.dp)))
        if (tokens.isContrast) Rule()
        Column(Modifier.padding(Space.l), Arrangement.spacedBy(Space.xs)) {
            Say(card.typeWords, Ekin.type.smallStrong, colour = if (tokens.isContrast) tokens.ink else tokens.kind(card.listingType).icon)
            Say(card.title.text, Ekin.type.title3)
            card.title.other?.let { Line(Icons.Translate, it, style = Ekin.type.small, size = 18.dp) }
            card.statusWords?.let { Happened(card.status, it) }
            card.`when`?.let { Line(Icons.Clock, it, size = 20.dp) }
            card.place?.let { Line(Icons.MapPin, it, size = 20.dp) }
            val standing = card.transport?.takeUnless { it is Transport.Received }?.standing
            if (standing != null || card.conflict) {
                Flow(Modifier.padding(top = Space.xs)) {
                    standing?.let { Pill(it) }
                    if (card.conflict) Pill(Standing.TWO)
                }
            }
        }
    }
}

/** Full, moved, postponed, cancelled: said in words before anything else. */
@Composable
fun Happened(status: ListingStatus, words: String, modifier: Modifier = Modifier) {
    val tokens = Ekin.tokens
    when (status) {
        ListingStatus.CANCELLED -> Pill(words, Icons.CalendarX, tokens.refused, tokens.onRefused, modifier)
        ListingStatus.POSTPONED, ListingStatus.MOVED_ONLINE -> Pill(words, Icons.CalendarBlank, tokens.sent, tokens.onSent, modifier)
        else -> Pill(words, Icons.Info, tokens.stale, tokens.onStale, modifier)
    }
}
