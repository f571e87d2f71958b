package eus.ekin.ui.house

import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.unit.dp
import eus.ekin.client.EkinClient
import eus.ekin.core.Failure
import eus.ekin.core.Freshness
import eus.ekin.core.House
import eus.ekin.core.OutingLine
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.core.Todo
import eus.ekin.core.Topic
import eus.ekin.core.UnderWay
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.outing.figures
import eus.ekin.ui.outing.spoken
import eus.ekin.ui.parts.Beside
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Entry
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Head
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Pill
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Target
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.launch

/** What *Maison* shows. */
data class HouseState(
    val houses: List<House> = emptyList(),
    val outings: List<OutingLine>? = null,
    val todo: Todo = Todo(0u, 0u, 0u),
    /** What the last round with the relays came to. */
    val notices: List<Text> = emptyList(),
    val freshness: Freshness? = null,
)

/** What a person may do there. */
sealed interface HouseEvent {
    /** Counts, at the moment that is now where one is known. */
    data class Count(val outing: OutingLine, val leg: String? = null) : HouseEvent
    data class Outing(val outing: OutingLine) : HouseEvent

    /** A room of a house: of what everybody sees there, or of its staff's part. */
    data class Answers(val space: String) : HouseEvent
    data class People(val space: String) : HouseEvent
    data class Notes(val space: String) : HouseEvent
    data class Wishes(val space: String) : HouseEvent
    data class Members(val space: String) : HouseEvent
    data object ToRead : HouseEvent
    data object Conflicts : HouseEvent
    data object Settings : HouseEvent
}

/** What today asks of me. */
@Composable
fun HouseScreen(state: HouseState, underWay: UnderWay? = null, on: (HouseEvent) -> Unit) = Frame {
    item {
        val title = state.houses.map { it.name }.distinct().joinToString().ifEmpty { say(Say.appNavHouse()) }
        Head(title, state.freshness?.takeIf { it.joined }, { on(HouseEvent.Settings) }, state.notices)
    }
    val outings = state.outings ?: return@Frame
    val (today, coming) = outings.filter { it.plan != underWay?.outing?.plan }.partition { it.today }
    item { Section(say(Say.appHouseToday())) }
    if (today.isEmpty() && underWay == null) item { Say(say(Say.appHouseNone()), Ekin.type.body) }
    underWay?.let { item { Outing(it.outing, on, it) } }
    items(today, key = { it.plan }) { Outing(it, on) }
    todo(state.todo, on)
    if (coming.isNotEmpty()) item { Section(say(Say.appHouseComing())) }
    items(coming, key = { it.plan }) { Outing(it, on) }
    for (house in state.houses) rooms(house, state, on)
}

private fun LazyListScope.todo(todo: Todo, on: (HouseEvent) -> Unit) {
    if (todo.toRead == 0uL && todo.conflicts == 0uL) return
    item { Section(say(Say.appHouseTodo())) }
    if (todo.toRead > 0u) item { Entry(Icons.ClipboardText, say(Say.appHouseToRead(todo.toRead)), { on(HouseEvent.ToRead) }) }
    if (todo.conflicts > 0u) item { Entry(Icons.ArrowsSplitBold, say(Say.appHouseTwo(todo.conflicts)), { on(HouseEvent.Conflicts) }) }
}

/** A house under its name: its rooms, and inside them those of the staff alone, where messages come too. */
private fun LazyListScope.rooms(house: House, state: HouseState, on: (HouseEvent) -> Unit) {
    val staff = house.staff
    val home = house.space != staff?.space
    item { Section(house.name) }
    if (home) {
        item {
            val waits = state.todo.wishes.takeIf { it > 0u && state.houses.size == 1 }
            Entry(Icons.HandWavingFill, say(Say.appWishes()), { on(HouseEvent.Wishes(house.space)) }, more = waits?.let { say(Say.appWishesWait(it)) })
        }
        part(house.space, house.role, on)
    }
    if (staff == null) return
    if (home) item { Heading(say(Say.appHouseStaff()), Ekin.type.title3) }
    item {
        val waits = state.todo.answers.takeIf { it > 0u && state.houses.size == 1 }
        Entry(Icons.ChatCircleText, say(Say.appHouseAnswers()), { on(HouseEvent.Answers(staff.space)) }, more = waits?.let { say(Say.appHouseAnswersWait(it)) })
    }
    part(staff.space, staff.role, on)
}

private fun LazyListScope.part(space: String, role: String?, on: (HouseEvent) -> Unit) {
    item { Entry(Icons.UsersThree, say(Say.appHousePeople()), { on(HouseEvent.People(space)) }) }
    item { Entry(Icons.Note, say(Say.appHouseNotes()), { on(HouseEvent.Notes(space)) }) }
    item { Entry(Icons.Users, say(Say.appHouseMembers()), { on(HouseEvent.Members(space)) }, more = role?.replaceFirstChar { it.titlecase() }) }
}

/** An outing; of the one under way how many are there, and where two people disagree. */
@Composable
private fun Outing(outing: OutingLine, on: (HouseEvent) -> Unit, underWay: UnderWay? = null) = Panel {
    Say(outing.title.text, Ekin.type.title3)
    if (underWay != null) {
        val said = underWay.spoken
        Say(underWay.figures, Ekin.type.title1, Modifier.clearAndSetSemantics { contentDescription = said })
        if (underWay.disputed > 0u) {
            Pill(say(Say.appBarDisputed(underWay.disputed.toULong())), Icons.ArrowsSplitBold, Ekin.tokens.conflict, Ekin.tokens.onConflict)
        }
    }
    outing.`when`?.let { Line(Icons.Clock, it, size = 20.dp) }
    outing.place?.let { Line(Icons.MapPin, it, size = 20.dp) }
    if (underWay == null) Line(Icons.UsersThree, say(Say.appHouseExpected(outing.expected.toULong())), size = 20.dp)
    Beside {
        if (outing.legs.isNotEmpty()) {
            val weight = if (outing.today) Weight.PRIMARY else Weight.QUIET
            Button(say(Say.appHouseCount()), { on(HouseEvent.Count(outing, underWay?.leg?.row)) }, weight = weight, height = Target.count)
        }
        Button(say(Say.appHouseOpen()), { on(HouseEvent.Outing(outing)) }, weight = Weight.QUIET)
    }
}

/** *Maison*, read again when a plan, a message or a count changes. */
class HousePresenter(
    private val client: EkinClient,
    scope: CoroutineScope,
    notices: StateFlow<List<Text>> = MutableStateFlow(emptyList()),
    private val go: (HouseEvent) -> Unit,
) : Presenter<HouseState, HouseEvent>(HouseState(), scope) {
    init {
        scope.launch { notices.collect { set { copy(notices = it) } } }
        whenChanged(client, SHOWN) { read() }
    }

    override fun on(event: HouseEvent) = go(event)

    private fun read() = ask({ _: Failure -> }) {
        val (houses, outings) = client.houses() to client.outings()
        val (todo, freshness) = client.todo() to client.freshness()
        set { copy(houses = houses, outings = outings, todo = todo, freshness = freshness) }
    }

    private companion object {
        val SHOWN = setOf(Topic.DOCUMENTS, Topic.SPACES, Topic.INBOX, Topic.LETTERS, Topic.LISTINGS, Topic.FACTS, Topic.SETTINGS)
    }
}
