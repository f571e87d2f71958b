package eus.ekin.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import eus.ekin.core.Freshness
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say

/**
 * How old what is shown is, and what the last round with the relays came to: a line, and a band where that is more than a day. Nothing is
 * claimed that is not known.
 */
@Composable
fun Fresh(freshness: Freshness?, notices: List<Text>) {
    if (freshness == null) return Alone(notices)
    val tokens = Ekin.tokens
    val arriving = freshness.arriving
    val asOf = freshness.asOf
    val words = when {
        arriving != null -> say(Say.appFirst(arriving.have, arriving.of))
        asOf != null -> say(Say.appFresh(asOf))
        else -> say(Say.appFirstOff())
    }
    val band = when {
        freshness.stale -> Modifier
            .padding(top = Space.s)
            .fillMaxWidth()
            .clip(Shapes.control)
            .background(tokens.stale)
            .then(if (tokens.isContrast) Modifier.border(2.dp, tokens.onStale, Shapes.control) else Modifier)
            .padding(Space.m)
        else -> Modifier
    }
    val ink = if (freshness.stale) tokens.onStale else tokens.inkSoft
    Column(band, Arrangement.spacedBy(Space.xs)) {
        Line(
            Icons.ClockCounterClockwise,
            words,
            Modifier.semantics { liveRegion = LiveRegionMode.Polite },
            Ekin.type.small,
            ink,
            18.dp,
        )
        Notices(notices, ink)
    }
}

/** What the last round with the relays came to, where nothing is known of an age. */
@Composable
private fun Alone(notices: List<Text>) {
    if (notices.isEmpty()) return
    val tokens = Ekin.tokens
    Column(Modifier.fillMaxWidth().clip(Shapes.control).background(tokens.stale).padding(Space.m), Arrangement.spacedBy(Space.xs)) {
        Notices(notices, tokens.onStale)
    }
}

@Composable
private fun Notices(notices: List<Text>, ink: Color) {
    for (notice in notices) {
        val polite = Modifier.semantics { liveRegion = LiveRegionMode.Polite }
        Line(Icons.Info, say(notice), polite, Ekin.type.small, ink, 18.dp)
    }
}
