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
import eus.ekin.client.EkinClient
import eus.ekin.core.Failure
import eus.ekin.core.OutingLine
import eus.ekin.core.Say
import eus.ekin.core.Topic
import eus.ekin.core.UnderWay
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Rule
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Weight
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

/** The outing under way, like a call above the tabs: how many are there, and one tap to the count. */
@Composable
fun UnderWayBar(shown: UnderWay, on: (UnderWayEvent) -> Unit) = Column(Modifier.fillMaxWidth().background(Ekin.tokens.primarySoft)) {
    Rule()
    val leg = shown.leg
    val count: @Composable (Modifier) -> Unit = {
        if (leg != null) Button(say(Say.appHouseCount()), { on(UnderWayEvent.Count(shown.outing, leg.row)) }, it, Weight.PRIMARY, Icons.UsersThree)
    }
    if (isLargeText) {
        Column(Modifier.fillMaxWidth().padding(Space.s), Arrangement.spacedBy(Space.s)) {
            Standing(shown, on, Modifier.fillMaxWidth())
            count(Modifier.fillMaxWidth())
        }
    } else {
        Row(
            Modifier.fillMaxWidth().padding(horizontal = Space.s, vertical = Space.xs),
            Arrangement.spacedBy(Space.s),
            Alignment.CenterVertically,
        ) {
            Standing(shown, on, Modifier.weight(1f))
            count(Modifier)
        }
    }
}

@Composable
private fun Standing(shown: UnderWay, on: (UnderWayEvent) -> Unit, modifier: Modifier) {
    val tokens = Ekin.tokens
    val spoken = say(Say.appCountSpoken(shown.present.toULong(), shown.expected.toULong()))
    Column(
        modifier
            .clickable(role = Role.Button) { on(UnderWayEvent.Open(shown.outing)) }
            .defaultMinSize(minHeight = Target.primary)
            .padding(Space.s),
        Arrangement.Center,
    ) {
        Say(shown.outing.title.text, Ekin.type.strong, colour = tokens.onPrimarySoft)
        Say(listOfNotNull(spoken, shown.leg?.words).joinToString(", "), Ekin.type.small, colour = tokens.onPrimarySoft)
        if (shown.disputed > 0u) {
            Line(Icons.WarningOctagonBold, say(Say.appBarDisputed(shown.disputed.toULong())), style = Ekin.type.smallStrong, colour = tokens.onPrimarySoft)
        }
    }
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
