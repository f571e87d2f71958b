package eus.ekin.ui.notes

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.NoteLine
import eus.ekin.core.NoteText
import eus.ekin.core.Say
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Pill
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Standing
import eus.ekin.ui.parts.failure
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What *Notes* shows: the list, or the note that is being written. */
data class NotesState(
    val notes: List<NoteLine>? = null,
    val writing: NoteText? = null,
    /** The note that is written on; none for a new one. */
    val id: String? = null,
    val faults: Map<String, String> = emptyMap(),
    val failure: String? = null,
)

/** What a person may do there. */
sealed interface NotesEvent {
    data object Back : NotesEvent
    data class Open(val id: String?) : NotesEvent
    data class Change(val note: NoteText) : NotesEvent
    data object Keep : NotesEvent
}

/** What one team tells the next. Two people may write in one note at once. */
@Composable
fun NotesScreen(state: NotesState, on: (NotesEvent) -> Unit) {
    val note = state.writing
    Frame(
        top = { BackBar(say(Say.appHouseNotes()), { on(NotesEvent.Back) }) },
        docked = {
            when (note) {
                null -> Button(say(Say.appNotesNew()), { on(NotesEvent.Open(null)) }, Modifier.fillMaxWidth(), icon = Icons.PencilSimpleLine)
                else -> Button(say(Say.appNotesKeep()), { on(NotesEvent.Keep) }, Modifier.fillMaxWidth())
            }
        },
    ) {
        failure(state.failure)
        if (note != null) {
            item { Field(say(Say.appNotesHeading()), note.title, { on(NotesEvent.Change(note.copy(title = it))) }, fault = state.faults["title"]) }
            item { Field(say(Say.appNotesText()), note.text, { on(NotesEvent.Change(note.copy(text = it))) }, fault = state.faults["text"], lines = 8) }
            return@Frame
        }
        val notes = state.notes ?: return@Frame
        if (notes.isEmpty()) item { Say(say(Say.appNotesNone()), Ekin.type.body) }
        items(notes, key = { it.id }) { line ->
            Panel(onOpen = { on(NotesEvent.Open(line.id)) }) {
                Say(line.title, Ekin.type.title3)
                line.changed?.let { Say(it, Ekin.type.small, colour = Ekin.tokens.inkSoft) }
                if (line.conflict) Pill(Standing.TWO)
                if (line.local) Pill(Standing.LOCAL)
            }
        }
    }
}

/** *Notes* of a space. What is typed is kept when the note is left, too. */
class NotesPresenter(
    private val client: EkinClient,
    private val space: String,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val onBack: () -> Unit,
) : Presenter<NotesState, NotesEvent>(NotesState(), scope) {
    init {
        whenChanged(client, setOf(Topic.DOCUMENTS, Topic.OUTBOX, Topic.SETTINGS)) { ask(::failed) { load() } }
    }

    override fun on(event: NotesEvent) {
        when (event) {
            is NotesEvent.Open -> open(event.id)
            is NotesEvent.Change -> set { copy(writing = event.note, faults = emptyMap()) }
            is NotesEvent.Keep -> keep()
            is NotesEvent.Back -> if (now.writing?.title.isNullOrBlank()) leave() else keep()
        }
    }

    private fun open(id: String?) {
        if (id == null) return set { copy(writing = NoteText("", ""), id = null) }
        ask(::failed) {
            val note = client.note(space, id)
            set { copy(writing = note, id = id) }
        }
    }

    private fun leave() = if (now.writing == null) onBack() else set { copy(writing = null, id = null, faults = emptyMap()) }

    private fun keep() {
        val note = now.writing ?: return
        ask(::failed) {
            client.keepNote(space, now.id, note)
            set { copy(writing = null, id = null, faults = emptyMap(), failure = null) }
            load()
        }
    }

    private suspend fun load() {
        val notes = client.notes(space)
        set { copy(notes = notes) }
    }

    private fun failed(failure: Failure) {
        when (failure) {
            is Failure.Fields -> set { copy(faults = failure.fields.associate { it.path to words()[it.says] }) }
            else -> set { copy(failure = words().of(failure)) }
        }
    }
}
