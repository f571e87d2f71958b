package eus.ekin.ui.outing

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import eus.ekin.client.EkinClient
import eus.ekin.core.Failure
import eus.ekin.core.OutingLine
import eus.ekin.core.Say
import eus.ekin.core.Topic
import eus.ekin.core.UnderWay
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Flow
import eus.ekin.ui.parts.Pill
import eus.ekin.ui.parts.Rule
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.isLargeText
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.Target
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch

/** What a person may do in the bar. */
sealed interface UnderWayEvent {
    data class Open(val outing: OutingLine) : UnderWayEvent

    /** Counts, at the moment that is now. */
    data class Count(val outing: OutingLine, val leg: String) : UnderWayEvent
}

/** The outing under way, like a call above the tabs: how many are there, whether somebody disagrees, and one tap to the count. */
@Composable
fun UnderWayBar(shown: UnderWay, on: (UnderWayEvent) -> Unit) = Column(Modifier.fillMaxWidth().background(Ekin.tokens.primarySoft)) {
    Rule()
    Row(
        Modifier.fillMaxWidth().padding(horizontal = Space.l, vertical = Space.xs),
        Arrangement.spacedBy(Space.m),
        Alignment.CenterVertically,
    ) {
        Standing(shown, on, Modifier.weight(1f))
        val leg = shown.leg
        if (leg != null) Button(say(Say.appHouseCount()), { on(UnderWayEvent.Count(shown.outing, leg.row)) })
    }
}

@Composable
private fun Standing(shown: UnderWay, on: (UnderWayEvent) -> Unit, modifier: Modifier) {
    val ink = Ekin.tokens.onPrimarySoft
    val all = listOfNotNull(shown.outing.title.text, shown.spoken, shown.leg?.words)
    val said = all.joinToString()
    Column(
        modifier
            .clickable(role = Role.Button) { on(UnderWayEvent.Open(shown.outing)) }
            .semantics { contentDescription = said }
            .defaultMinSize(minHeight = Target.primary),
        Arrangement.Center,
    ) {
        val unsaid = Modifier.clearAndSetSemantics {}
        // Where text is large the figures are the message.
        if (!isLargeText) Say(shown.outing.title.text, Ekin.type.strong, unsaid, ink)
        Flow {
            Say(shown.figures, if (isLargeText) Ekin.type.title3 else Ekin.type.smallStrong, unsaid, ink)
            if (!isLargeText) shown.leg?.let { Say(it.words, Ekin.type.small, unsaid, ink) }
            if (shown.disputed > 0u) Disagree(shown.disputed)
        }
    }
}

/** How many are there, as figures and as it is said. */
val UnderWay.figures get() = "$present\u00A0/\u00A0$expected"
val UnderWay.spoken @Composable get() = say(Say.appCountSpoken(present.toULong(), expected.toULong()))

/** So many about whom two people say different things. */
@Composable
private fun Disagree(number: UInt) {
    val tokens = Ekin.tokens
    val said = say(Say.appBarDisputed(number.toULong()))
    Pill(number.toString(), Icons.ArrowsSplitBold, tokens.conflict, tokens.onConflict, Modifier.clearAndSetSemantics { contentDescription = said })
}

/** The outing under way, read again when something of it changes, and each minute: an outing begins by the clock. */
class UnderWayPresenter(
    private val client: EkinClient,
    scope: CoroutineScope,
    private val go: (UnderWayEvent) -> Unit,
) : Presenter<UnderWay?, UnderWayEvent>(null, scope) {
    init {
        whenChanged(client, SHOWN) { read() }
        scope.launch {
            while (isActive) {
                delay(MINUTE_MS)
                read()
            }
        }
    }

    override fun on(event: UnderWayEvent) = go(event)

    private fun read() = ask({ _: Failure -> }) {
        val found = client.underWay()
        set { found }
    }

    private companion object {
        val SHOWN = setOf(Topic.DOCUMENTS, Topic.SPACES, Topic.FACTS)
        const val MINUTE_MS = 60_000L
    }
}
