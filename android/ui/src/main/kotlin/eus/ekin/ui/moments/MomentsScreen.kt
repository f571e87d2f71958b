package eus.ekin.ui.moments

import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.unit.dp
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.ListingType
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
import eus.ekin.ui.parts.Linen
import eus.ekin.ui.parts.Notice
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Pill
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Standing
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.failure
import eus.ekin.ui.parts.linenHeight
import eus.ekin.ui.simple.LocalDecode
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What *Moments* shows. */
data class MomentsState(
    val moments: List<Moment>? = null,
    /** Files of the photos that were in sight last, by moment. */
    val photos: Map<String, ByteArray> = emptyMap(),
    val failure: String? = null,
)

/** What a person may do there. */
sealed interface MomentsEvent {
    data object Back : MomentsEvent

    /** It came into sight. */
    data class Seen(val moment: Moment) : MomentsEvent
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
    items(moments, key = { it.id }) { One(it, state.photos[it.id], on) }
}

@Composable
private fun One(moment: Moment, photo: ByteArray?, on: (MomentsEvent) -> Unit) = when (moment.standing) {
    MomentStanding.HIDDEN -> Notice(Icons.WarningOctagonBold, say(Say.appMomentsHidden()), Ekin.tokens.refused, Ekin.tokens.onRefused) {
        for (line in moment.hiddenFor) Say(line, Ekin.type.body, colour = Ekin.tokens.onRefused)
    }
    else -> Shown(moment, photo, on)
}

@Composable
private fun Shown(moment: Moment, photo: ByteArray?, on: (MomentsEvent) -> Unit) = Panel {
    val tokens = Ekin.tokens
    if (moment.picture) {
        LaunchedEffect(moment.id) { on(MomentsEvent.Seen(moment)) }
        Photo(moment, photo)
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

/** The photo; linen as long as it is not here. */
@Composable
private fun Photo(moment: Moment, file: ByteArray?) {
    val decode = LocalDecode.current
    val photo = remember(file) { file?.let(decode) }
    val pattern = moment.id.hashCode().mod(PATTERNS)
    when (photo) {
        null -> Linen(ListingType.PARTNER, pattern, Modifier.fillMaxWidth().height(linenHeight(168.dp)), Shapes.card, Icons.Image)
        else -> Image(photo, moment.words, Modifier.fillMaxWidth().heightIn(max = 320.dp).clip(Shapes.card), contentScale = ContentScale.Fit)
    }
}

/** Ways in which linen is turned. */
private const val PATTERNS = 7

/** A way to share it; where somebody did not agree, who and why in its place. */
@Composable
private fun Share(moment: Moment, who: WhoMay, on: (MomentsEvent) -> Unit) = when {
    who.missing.isEmpty() -> Button(say(Say.appMomentsShare(who.words)), { on(MomentsEvent.Share(moment, who.audience)) }, Modifier.fillMaxWidth())
    else -> Line(Icons.XCircleFill, who.missing.joinToString(" "), style = Ekin.type.small, colour = Ekin.tokens.onRefused)
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
            is MomentsEvent.Seen -> if (event.moment.id !in now.photos) {
                // Without its file it is linen: that is no failure of the page.
                ask({ _: Failure -> }) {
                    val file = client.momentFile(space, event.moment.id)
                    set { copy(photos = (photos + (event.moment.id to file)).entries.toList().takeLast(KEPT).associate { it.key to it.value }) }
                }
            }
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

    private companion object {
        /** Photos that are kept in memory at once. */
        const val KEPT = 8
    }
}
