package eus.ekin.ui.house

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.unit.dp
import eus.ekin.client.EkinClient
import eus.ekin.core.Failure
import eus.ekin.core.House
import eus.ekin.core.OutingLine
import eus.ekin.core.Say
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What *Maison* shows. */
data class HouseState(val houses: List<House> = emptyList(), val outings: List<OutingLine>? = null)

/** What a person may do there. */
sealed interface HouseEvent {
    data class Count(val outing: OutingLine) : HouseEvent
}

/** What today asks of me. */
@Composable
fun HouseScreen(state: HouseState, on: (HouseEvent) -> Unit) = Frame {
    item { Heading(state.houses.joinToString { it.name }.ifEmpty { say(Say.appNavHouse()) }, Ekin.type.title1) }
    val outings = state.outings ?: return@Frame
    val (today, coming) = outings.partition { it.today }
    item { Heading(say(Say.appHouseToday()), Ekin.type.title2) }
    if (today.isEmpty()) item { Say(say(Say.appHouseNone()), Ekin.type.body) }
    items(today, key = { it.plan }) { Outing(it, on) }
    if (coming.isNotEmpty()) item { Heading(say(Say.appHouseComing()), Ekin.type.title2) }
    items(coming, key = { it.plan }) { Outing(it, on) }
}

@Composable
private fun Outing(outing: OutingLine, on: (HouseEvent) -> Unit) {
    val tokens = Ekin.tokens
    Column(
        Modifier
            .fillMaxWidth()
            .clip(Shapes.card)
            .background(tokens.surface)
            .border(if (tokens.isContrast) 2.dp else 1.dp, if (tokens.isContrast) tokens.edge else tokens.line, Shapes.card)
            .padding(Space.l),
        Arrangement.spacedBy(Space.s),
    ) {
        Say(outing.title.text, Ekin.type.title3)
        outing.`when`?.let { Line(Icons.Clock, it, size = 20.dp) }
        outing.place?.let { Line(Icons.MapPin, it, size = 20.dp) }
        Line(Icons.UsersThree, say(Say.appHouseExpected(outing.expected.toULong())), size = 20.dp)
        if (outing.legs.isNotEmpty()) {
            val weight = if (outing.today) Weight.PRIMARY else Weight.QUIET
            Button(say(Say.appHouseCount()), { on(HouseEvent.Count(outing)) }, Modifier.fillMaxWidth(), weight)
        }
    }
}

/** *Maison*, read again when a plan or a count changes. */
class HousePresenter(
    private val client: EkinClient,
    scope: CoroutineScope,
    private val go: (HouseEvent) -> Unit,
) : Presenter<HouseState, HouseEvent>(HouseState(), scope) {
    init {
        whenChanged(client, SHOWN) { read() }
    }

    override fun on(event: HouseEvent) = go(event)

    private fun read() = ask({ _: Failure -> }) {
        val (houses, outings) = client.houses() to client.outings()
        set { copy(houses = houses, outings = outings) }
    }

    private companion object {
        val SHOWN = setOf(Topic.DOCUMENTS, Topic.SPACES, Topic.SETTINGS)
    }
}
