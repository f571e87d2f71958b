package eus.ekin.ui.welcome

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import eus.ekin.core.Language
import eus.ekin.core.LinkIs
import eus.ekin.core.Say
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Beside
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Choice
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Flow
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Picture
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Stripes
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.broughtIntoView
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say

/** What *Bienvenue* shows. */
data class WelcomeState(
    val language: Language,
    val link: String? = null,
    val fault: String? = null,
    /** What the link leads to, where that is asked before. */
    val leads: LinkIs? = null,
    /** A drawing can be read here. */
    val camera: Boolean = false,
)

/** What a person may do there. */
sealed interface WelcomeEvent {
    data class Choose(val language: Language) : WelcomeEvent
    data object See : WelcomeEvent
    data object HaveLink : WelcomeEvent
    data class Link(val link: String) : WelcomeEvent
    data object Photograph : WelcomeEvent
    data object Join : WelcomeEvent

    /** To where the link leads. */
    data object Follow : WelcomeEvent

    /** Not there. */
    data object Leave : WelcomeEvent
    data object Back : WelcomeEvent

    /** Prepares a resident's tablet. */
    data object Tablet : WelcomeEvent
}

/** A language in its own words. */
val Language.ownName: String
    get() = when (this) {
        Language.FR -> "Français"
        Language.EU -> "Euskara"
        Language.ES -> "Español"
    }

/** The first screen, once: the language, and the doors. No account. */
@Composable
fun WelcomeScreen(state: WelcomeState, on: (WelcomeEvent) -> Unit) {
    // What was opened is in sight at once.
    val list = key(state.link == null) { rememberLazyListState(if (state.link == null) 0 else LINK) }
    Frame(top = { Stripes() }, list = list) { doors(state, on) }
}

/** Where in the list the link stands. */
private const val LINK = 4

private fun LazyListScope.doors(state: WelcomeState, on: (WelcomeEvent) -> Unit) {
    item {
        Column(Modifier.padding(top = Space.l), Arrangement.spacedBy(Space.s)) {
            Heading(NAME, Ekin.type.title1, colour = Ekin.tokens.primary)
            Say(say(Say.appTagline()), Ekin.type.title3)
            Say(say(Say.appWelcomeWords()), Ekin.type.body, colour = Ekin.tokens.inkSoft)
        }
    }
    item {
        Flow(Modifier.selectableGroup().padding(vertical = Space.s)) {
            for (language in Language.entries) {
                Choice(language.ownName, language == state.language, { on(WelcomeEvent.Choose(language)) })
            }
        }
    }
    item { Door(Icons.SignpostDuotone, say(Say.appWelcomeSee()), say(Say.appWelcomeSeeMore()), state.link == null) { on(WelcomeEvent.See) } }
    item { Door(Icons.KeyDuotone, say(Say.appWelcomeLink()), say(Say.appWelcomeLinkMore()), false) { on(WelcomeEvent.HaveLink) } }
    if (state.link == null) {
        item { Door(Icons.DeviceTabletDuotone, say(Say.appWelcomeTablet()), say(Say.appWelcomeTabletMore()), false) { on(WelcomeEvent.Tablet) } }
    }
    link(state, on)
}

/** The same door for who is in already: another territory, a house. */
@Composable
fun JoinScreen(state: WelcomeState, on: (WelcomeEvent) -> Unit) =
    Frame(top = { BackBar(say(Say.appWelcomeLink()), { on(WelcomeEvent.Back) }) }) { link(state, on) }

/** A link, typed or read by the camera, and what it leads to before it is followed. */
private fun LazyListScope.link(state: WelcomeState, on: (WelcomeEvent) -> Unit) {
    val link = state.link ?: return
    item {
        Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.m)) {
            if (state.camera) {
                Button(say(Say.cameraRead()), { on(WelcomeEvent.Photograph) }, Modifier.fillMaxWidth(), Weight.QUIET, Icons.QrCode)
            }
            // What the camera did not see is no fault of what nobody typed.
            val typed = link.isNotBlank() || !state.camera
            if (!typed) state.fault?.let { Unread(it) }
            Field(say(Say.appLinkField()), link, { on(WelcomeEvent.Link(it)) }, fault = state.fault.takeIf { typed }, icon = Icons.LinkSimple)
            if (state.leads == null) Button(say(Say.appLinkJoin()), { on(WelcomeEvent.Join) }, Modifier.fillMaxWidth())
        }
    }
    val leads = state.leads ?: return
    item {
        Panel(Modifier.semantics { liveRegion = LiveRegionMode.Polite }) {
            Heading(leads.name, Ekin.type.title2)
            for (line in leads.says) Say(line, Ekin.type.body)
            Beside {
                Button(say(Say.appNavBack()), { on(WelcomeEvent.Leave) }, weight = Weight.QUIET)
                Button(say(Say.linkFollow(leads.name)), { on(WelcomeEvent.Follow) })
            }
        }
    }
}

@Composable
private fun Unread(why: String) = Line(
    Icons.WarningOctagonBold,
    why,
    Modifier.broughtIntoView(why).semantics { liveRegion = LiveRegionMode.Polite },
    Ekin.type.small,
    Ekin.tokens.onRefused,
    18.dp,
)

/** The brand, which is not translated. */
private const val NAME = "Ekin"

/** A way in: large, with what is behind it. */
@Composable
private fun Door(icon: ImageVector, words: String, more: String, first: Boolean, onClick: () -> Unit) {
    val tokens = Ekin.tokens
    val (ground, ink) = if (first) tokens.primary to tokens.onPrimary else tokens.surface to tokens.ink
    val soft = if (first) ink else tokens.inkSoft
    Row(
        Modifier
            .fillMaxWidth()
            .clip(Shapes.card)
            .background(ground)
            .border(if (first) 0.dp else 2.dp, if (first) ground else tokens.edge, Shapes.card)
            .clickable(role = Role.Button, onClick = onClick)
            .defaultMinSize(minHeight = 72.dp)
            .padding(Space.l),
        Arrangement.spacedBy(Space.l),
        Alignment.CenterVertically,
    ) {
        Box(Modifier.size(40.dp), Alignment.Center) { Picture(icon, if (first) ink else tokens.primary, Modifier.size(40.dp)) }
        Column(Modifier.weight(1f)) {
            Say(words, Ekin.type.strong, colour = ink)
            Say(more, Ekin.type.small, colour = soft)
        }
    }
}
