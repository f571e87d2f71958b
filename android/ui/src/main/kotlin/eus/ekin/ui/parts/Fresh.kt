package eus.ekin.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import eus.ekin.core.Freshness
import eus.ekin.core.Say
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say

/** How old what is shown is: a line, and a band where that is more than a day. Nothing is claimed that is not known. */
@Composable
fun Fresh(freshness: Freshness?, offline: Boolean) {
    if (freshness == null) return
    val tokens = Ekin.tokens
    val arriving = freshness.arriving
    val asOf = freshness.asOf
    val words = when {
        arriving != null -> say(Say.appFirst(arriving.have, arriving.of))
        asOf != null -> say(Say.appFresh(asOf))
        else -> say(Say.appFirstOff())
    }
    val band = when {
        freshness.stale -> Modifier.fillMaxWidth().clip(Shapes.control).background(tokens.stale).padding(Space.m)
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
        if (offline) Line(Icons.Info, say(Say.appOffline()), style = Ekin.type.small, colour = ink, size = 18.dp)
    }
}
