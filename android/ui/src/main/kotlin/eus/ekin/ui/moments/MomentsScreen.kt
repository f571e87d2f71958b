package eus.ekin.ui.moments

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.Moment
import eus.ekin.core.MomentAudience
import eus.ekin.core.MomentStanding
import eus.ekin.core.Say
import eus.ekin.core.Topic
import eus.ekin.core.WhoMay
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Notice
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Pill
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Standing
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.failure
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What *Moments* shows. */
data class MomentsState(val moments: List<Moment>? = null, val failure: String? = null)

/** What a person may do there. */
sealed interface MomentsEvent {
    data object Back : MomentsEvent
    data class Share(val moment: Moment, val audience: MomentAudience) : MomentsEvent
    data class Remove(val moment: Moment) : MomentsEvent
}

/** Photos and sounds of people: each leaves this device only for those whom everybody on it agreed to. */
@Composable
fun MomentsScreen(state: MomentsState, on: (MomentsEvent) -> Unit) = Frame(
    top = { BackBar(say(Say.appMomentsTitle()), { on(MomentsEvent.Back) }) },
) {
    failure(state.failure)
    val moments = state.moments ?: return@Frame
    if (moments.isEmpty()) item { Say(say(Say.appMomentsNone()), Ekin.type.body) }
    items(moments, key = { it.id }) { One(it, on) }
}

@Composable
private fun One(moment: Moment, on: (MomentsEvent) -> Unit) = Panel {
    val tokens = Ekin.tokens
    if (moment.standing == MomentStanding.HIDDEN) {
        Notice(Icons.WarningOctagonBold, say(Say.appMomentsHidden()), tokens.refused, tokens.onRefused) {
            for (line in moment.hiddenFor) Say(line, Ekin.type.body, colour = tokens.onRefused)
        }
        return@Panel
    }
    Line(if (moment.picture) Icons.Image else Icons.SpeakerHigh, moment.people.joinToString(), style = Ekin.type.title3, colour = tokens.ink)
    moment.words?.let { Say(it, Ekin.type.body) }
    moment.`when`?.let { Say(it, Ekin.type.small, colour = tokens.inkSoft) }
    if (moment.standing == MomentStanding.SHARED) {
        moment.audience?.let { Pill(say(Say.appMomentsShared(it)), Icons.CheckBold, tokens.received, tokens.onReceived) }
    } else {
        Pill(Standing.LOCAL)
        when {
            moment.unnamed -> Line(Icons.Info, say(Say.appMomentsUnnamed()), style = Ekin.type.strong)
            moment.others > 0u -> Line(Icons.Info, say(Say.appMomentsOthers(moment.others.toULong())), style = Ekin.type.strong)
            else -> for (who in moment.may) Share(moment, who, on)
        }
    }
    Button(say(Say.appMomentsRemove()), { on(MomentsEvent.Remove(moment)) }, Modifier.fillMaxWidth(), Weight.QUIET)
}

/** A way to share it; where somebody did not agree, who and why in its place. */
@Composable
private fun Share(moment: Moment, who: WhoMay, on: (MomentsEvent) -> Unit) = when {
    who.missing.isEmpty() -> Button(say(Say.appMomentsShare(who.words)), { on(MomentsEvent.Share(moment, who.audience)) }, Modifier.fillMaxWidth())
    else -> Line(Icons.XCircleFill, "${who.words}. ${who.missing.joinToString(" ")}", style = Ekin.type.small, colour = Ekin.tokens.onRefused)
}

/** *Moments* of a space, read again when facts or pictures change. */
class MomentsPresenter(
    private val client: EkinClient,
    private val space: String,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val onBack: () -> Unit,
) : Presenter<MomentsState, MomentsEvent>(MomentsState(), scope) {
    init {
        whenChanged(client, setOf(Topic.FACTS, Topic.BLOBS, Topic.DOCUMENTS, Topic.SETTINGS)) { ask(::failed) { load() } }
    }

    override fun on(event: MomentsEvent) {
        when (event) {
            is MomentsEvent.Back -> onBack()
            is MomentsEvent.Share -> does { client.shareMoment(space, event.moment.id, event.audience) }
            is MomentsEvent.Remove -> does { client.removeMoment(space, event.moment.id) }
        }
    }

    private fun does(work: suspend () -> Unit) = ask(::failed) {
        work()
        set { copy(failure = null) }
        load()
    }

    private suspend fun load() {
        val moments = client.moments(space)
        set { copy(moments = moments) }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }
}
