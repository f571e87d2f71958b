package eus.ekin.ui.people

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.ConsentLine
import eus.ekin.core.Failure
import eus.ekin.core.PersonLine
import eus.ekin.core.PersonPage
import eus.ekin.core.Say
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.outing.Said
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Entry
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Letters
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Pill
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.Standing
import eus.ekin.ui.parts.failure
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What *Personnes* shows: the list, or one person's page. */
data class PeopleState(
    val people: List<PersonLine>? = null,
    val page: PersonPage? = null,
    val want: String = "",
    val failure: String? = null,
)

/** What a person may do there. */
sealed interface PeopleEvent {
    data object Back : PeopleEvent
    data class Open(val id: String) : PeopleEvent
    data class Want(val words: String) : PeopleEvent
    data object AddWant : PeopleEvent
}

/** People of the house, as they say of themselves; no diagnosis is in a list. */
@Composable
fun PeopleScreen(state: PeopleState, on: (PeopleEvent) -> Unit) {
    val page = state.page
    Frame(
        top = { BackBar(say(Say.appHousePeople()), { on(PeopleEvent.Back) }) },
    ) {
        failure(state.failure)
        if (page != null) return@Frame whole(page, state.want, on)
        items(state.people.orEmpty(), key = { it.id }) { Entry(Icons.UserFill, it.name, { on(PeopleEvent.Open(it.id)) }) }
    }
}

private fun LazyListScope.whole(page: PersonPage, want: String, on: (PeopleEvent) -> Unit) {
    item {
        Row(horizontalArrangement = Arrangement.spacedBy(Space.m), verticalAlignment = Alignment.CenterVertically) {
            Letters(page.letters)
            Heading(page.name, Ekin.type.title1, Modifier.weight(1f))
        }
    }
    if (page.conflict) item { Pill(Standing.TWO) }
    if (page.said.isNotEmpty()) item { Panel { for (line in page.said) Said(line) } }
    item {
        Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
            Field(say(Say.appPersonWant()), want, { on(PeopleEvent.Want(it)) })
            Button(say(Say.appPersonAddWant()), { on(PeopleEvent.AddWant) }, Modifier.fillMaxWidth(), icon = Icons.PlusBold)
        }
    }
    if (page.consents.isNotEmpty()) {
        item { Section(say(Say.appPersonConsents())) }
        items(page.consents) { Consent(it) }
    }
    if (page.openings.isNotEmpty()) {
        item { Section(say(Say.appPersonOpenings())) }
        item { Panel { for (line in page.openings) Say(line, Ekin.type.body) } }
    }
    if (page.care.isNotEmpty()) {
        item { Section(say(Say.appPersonCare())) }
        item { Panel { for (line in page.care) Said(line) } }
    }
}

@Composable
private fun Consent(consent: ConsentLine) {
    val tokens = Ekin.tokens
    when {
        consent.yes -> Line(Icons.CheckCircleFill, consent.words, colour = tokens.onReceived)
        else -> Line(Icons.XCircleFill, consent.words, colour = tokens.onRefused)
    }
    if (consent.disagree) Say(say(Say.appPersonDisagree()), Ekin.type.small, colour = tokens.onConflict)
}

/** *Personnes* of a house. */
class PeoplePresenter(
    private val client: EkinClient,
    private val space: String,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val onBack: () -> Unit,
) : Presenter<PeopleState, PeopleEvent>(PeopleState(), scope) {
    /** The page that is open. */
    private var opened: String? = null

    init {
        whenChanged(client, setOf(Topic.DOCUMENTS, Topic.FACTS, Topic.SETTINGS)) { ask(::failed) { load() } }
    }

    override fun on(event: PeopleEvent) {
        when (event) {
            is PeopleEvent.Open -> {
                opened = event.id
                ask(::failed) { load() }
            }
            is PeopleEvent.Back -> when (opened) {
                null -> onBack()
                else -> {
                    opened = null
                    set { copy(page = null, want = "", failure = null) }
                }
            }
            is PeopleEvent.Want -> set { copy(want = event.words) }
            is PeopleEvent.AddWant -> add()
        }
    }

    private fun add() {
        val (id, want) = (opened ?: return) to now.want.trim()
        if (want.isEmpty()) return
        ask(::failed) {
            val page = client.addWant(space, id, want)
            set { copy(page = page, want = "", failure = null) }
        }
    }

    private suspend fun load() {
        val people = client.people(space)
        val id = opened
        val page = id?.let { client.person(space, it) }
        // Another may have been opened meanwhile.
        if (id == opened) set { copy(people = people, page = page) }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }
}
