package eus.ekin.ui.wishes

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.Say
import eus.ekin.core.Topic
import eus.ekin.core.WishLine
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Beside
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.failure
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What *Envies des personnes* shows. */
data class WishesState(
    val wishes: List<WishLine>? = null,
    /** The wish to which *not this time* is being said: why is asked first, and read by the person. */
    val declining: String? = null,
    val because: String = "",
    val failure: String? = null,
)

/** What a person of the team may do there. */
sealed interface WishesEvent {
    data object Back : WishesEvent

    /** Yes, or none of both: that the team knows of it. */
    data class Answer(val id: String, val accepts: Boolean?) : WishesEvent
    data class Decline(val id: String) : WishesEvent
    data class Because(val words: String) : WishesEvent
}

/** What people of the house said of outings on their tablet, and what the team answers: the tablet shows it. */
@Composable
fun WishesScreen(state: WishesState, on: (WishesEvent) -> Unit) = Frame(
    top = { BackBar(say(Say.appWishes()), { on(WishesEvent.Back) }) },
) {
    failure(state.failure)
    val wishes = state.wishes ?: return@Frame
    if (wishes.isEmpty()) item { Say(say(Say.appWishesNone()), Ekin.type.body) }
    items(wishes, key = { it.id }) { Wish(it, state, on) }
}

@Composable
private fun Wish(wish: WishLine, state: WishesState, on: (WishesEvent) -> Unit) = Panel {
    Say("${wish.name}, «\u00A0${wish.says}\u00A0»", Ekin.type.title3)
    Say(wish.title, Ekin.type.body)
    wish.`when`?.let { Line(Icons.Clock, it, size = 20.dp) }
    Say(say(Say.appWishesSeen(wish.seen)), Ekin.type.small, colour = Ekin.tokens.inkSoft)
    if (!wish.open) return@Panel
    if (state.declining == wish.id) {
        Field(say(Say.appWishesBecause()), state.because, { on(WishesEvent.Because(it)) })
        Button(say(Say.appWishesNo()), { on(WishesEvent.Decline(wish.id)) }, Modifier.fillMaxWidth())
        return@Panel
    }
    Beside {
        Button(say(Say.appWishesNo()), { on(WishesEvent.Decline(wish.id)) }, weight = Weight.QUIET)
        Button(say(Say.appWishesYes()), { on(WishesEvent.Answer(wish.id, true)) }, weight = if (wish.waits) Weight.PRIMARY else Weight.QUIET)
    }
    if (wish.waits) Button(say(Say.appWishesKnown()), { on(WishesEvent.Answer(wish.id, null)) }, Modifier.fillMaxWidth(), Weight.QUIET)
}

/** *Envies des personnes* of a house, read again when somebody said or answered something. */
class WishesPresenter(
    private val client: EkinClient,
    private val space: String,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val onBack: () -> Unit,
) : Presenter<WishesState, WishesEvent>(WishesState(), scope) {
    init {
        whenChanged(client, SHOWN) {
            ask(::failed) {
                val wishes = client.wishes(space)
                set { copy(wishes = wishes) }
            }
        }
    }

    override fun on(event: WishesEvent) {
        when (event) {
            is WishesEvent.Back -> onBack()
            is WishesEvent.Because -> set { copy(because = event.words) }
            is WishesEvent.Answer -> answer(event.id, event.accepts, "")
            is WishesEvent.Decline -> when {
                now.declining != event.id -> set { copy(declining = event.id, because = "") }
                now.because.isNotBlank() -> answer(event.id, false, now.because)
            }
        }
    }

    private fun answer(id: String, accepts: Boolean?, because: String) = ask(::failed) {
        val wishes = client.answerWish(space, id, accepts, because)
        set { WishesState(wishes) }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }

    private companion object {
        val SHOWN = setOf(Topic.FACTS, Topic.DOCUMENTS, Topic.LISTINGS, Topic.SETTINGS)
    }
}
