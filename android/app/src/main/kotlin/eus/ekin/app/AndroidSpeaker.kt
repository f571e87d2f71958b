package eus.ekin.app

import android.content.Context
import android.media.AudioManager
import android.media.ToneGenerator
import android.speech.tts.TextToSpeech
import android.speech.tts.UtteranceProgressListener
import eus.ekin.client.Words
import eus.ekin.core.Language
import eus.ekin.core.Say
import eus.ekin.core.SpokenSentence
import eus.ekin.core.Text
import eus.ekin.ui.simple.Speaker
import java.util.Locale
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow

/**
 * Reads aloud with the voices of this phone, each sentence in its language. Where there is no Basque voice a French one reads, and
 * says so first, once; where there is none at all, nothing is said.
 */
class AndroidSpeaker(context: Context, private val words: (Language) -> Words = { Words(it) }) : Speaker, AutoCloseable {
    private val now = MutableStateFlow<Int?>(null)
    override val saying: StateFlow<Int?> = now.asStateFlow()

    private val missing = MutableStateFlow<Text?>(null)
    override val lacks: StateFlow<Text?> = missing.asStateFlow()

    private var ready = false
    private var waiting: List<SpokenSentence>? = null
    private var told = false
    private var last = -1
    private val tone = runCatching { ToneGenerator(AudioManager.STREAM_MUSIC, VOLUME) }.getOrNull()

    private val tts: TextToSpeech = TextToSpeech(context) { status ->
        ready = status == TextToSpeech.SUCCESS
        missing.value = lacking()
        waiting?.let(::say)
        waiting = null
    }

    init {
        tts.setOnUtteranceProgressListener(object : UtteranceProgressListener() {
            override fun onStart(id: String) {
                id.toIntOrNull()?.let { now.value = it }
            }

            override fun onDone(id: String) = ended(id)

            @Deprecated("the system calls it on old phones")
            override fun onError(id: String) = ended(id)

            override fun onStop(id: String, interrupted: Boolean) = ended(id)
        })
    }

    override fun say(sentences: List<SpokenSentence>) {
        if (!ready) {
            // The engine comes a moment later than the app.
            waiting = sentences
            return
        }
        tts.stop()
        last = sentences.lastIndex
        var flush = TextToSpeech.QUEUE_FLUSH
        for ((n, sentence) in sentences.withIndex()) {
            val wanted = Locale.forLanguageTag(sentence.language)
            val voice = voice(wanted) ?: continue
            if (voice.language != wanted.language && wanted.language == BASQUE && !told) {
                told = true
                speak(words(Language.FR)[Say.voiceNoBasque()], voice, flush, NOTE)
                flush = TextToSpeech.QUEUE_ADD
            }
            speak(sentence.text, voice, flush, n.toString())
            flush = TextToSpeech.QUEUE_ADD
        }
    }

    override fun stop() {
        waiting = null
        if (ready) tts.stop()
        now.value = null
    }

    override fun step() {
        tone?.startTone(ToneGenerator.TONE_PROP_BEEP, BEEP_MS)
    }

    override fun close() {
        stop()
        tts.shutdown()
        tone?.release()
    }

    private fun ended(id: String) {
        if (id.toIntOrNull() == last) now.value = null
    }

    private fun lacking(): Text? = when {
        !ready || voice(Locale.FRENCH) == null && voice(Locale.forLanguageTag(BASQUE)) == null -> Say.appVoiceNone()
        voice(Locale.forLanguageTag(BASQUE))?.language != BASQUE -> Say.appVoiceMissing()
        else -> null
    }

    /** A voice for a language; a French one in its place; none. Only what is on the phone: nothing that is read leaves it. */
    private fun voice(wanted: Locale): Locale? =
        listOf(wanted, Locale.FRENCH).firstOrNull { tts.isLanguageAvailable(it) >= TextToSpeech.LANG_AVAILABLE }

    private fun speak(text: String, voice: Locale, queue: Int, id: String) {
        tts.language = voice
        tts.voices?.firstOrNull { it.locale.language == voice.language && !it.isNetworkConnectionRequired }?.let { tts.voice = it }
        tts.speak(text, queue, null, id)
    }

    private companion object {
        const val BASQUE = "eu"
        const val NOTE = "note"
        const val VOLUME = 60
        const val BEEP_MS = 60
    }
}
