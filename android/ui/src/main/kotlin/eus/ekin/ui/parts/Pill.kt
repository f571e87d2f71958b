package eus.ekin.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.unit.dp
import eus.ekin.core.Say
import eus.ekin.core.Transport
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.say

/** Where something of one's own stands. It says no more than is true. */
enum class Standing { DRAFT, LOCAL, SENT, RECEIVED, REFUSED, TWO }

/** The standing of what is on its way. */
val Transport.standing: Standing
    get() = when (this) {
        is Transport.Local -> Standing.LOCAL
        is Transport.Sent -> Standing.SENT
        is Transport.Received -> Standing.RECEIVED
        is Transport.Refused -> Standing.REFUSED
    }

/** A pill: an icon and words, never a colour alone. */
@Composable
fun Pill(standing: Standing, modifier: Modifier = Modifier) {
    val tokens = Ekin.tokens
    when (standing) {
        Standing.DRAFT -> Pill(say(Say.appPillDraft()), Icons.NotePencilBold, tokens.stale, tokens.onStale, modifier)
        Standing.LOCAL -> Pill(say(Say.appPillLocal()), Icons.DeviceMobileBold, tokens.local, tokens.onLocal, modifier)
        Standing.SENT -> Pill(say(Say.appPillSent()), Icons.PaperPlaneTiltBold, tokens.sent, tokens.onSent, modifier)
        Standing.RECEIVED -> Pill(say(Say.appPillReceived()), Icons.TrayArrowDownBold, tokens.received, tokens.onReceived, modifier)
        Standing.REFUSED -> Pill(say(Say.appPillRefused()), Icons.WarningOctagonBold, tokens.refused, tokens.onRefused, modifier)
        Standing.TWO -> Pill(say(Say.appTwo()), Icons.ArrowsSplitBold, tokens.conflict, tokens.onConflict, modifier)
    }
}

/** The same with words and colours of its own. */
@Composable
fun Pill(words: String, icon: ImageVector, ground: Color, ink: Color, modifier: Modifier = Modifier) = Row(
    modifier
        .clip(Shapes.control)
        .background(ground)
        .then(if (Ekin.tokens.isContrast) Modifier.border(2.dp, ink, Shapes.control) else Modifier)
        .padding(horizontal = 10.dp, vertical = 4.dp),
    Arrangement.spacedBy(6.dp),
    Alignment.CenterVertically,
) {
    Picture(icon, ink, Modifier.size(18.dp.grown))
    Say(words, Ekin.type.smallStrong, Modifier.weight(1f, fill = false), ink)
}
