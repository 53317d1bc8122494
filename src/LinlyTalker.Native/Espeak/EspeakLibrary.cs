using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using LinlyTalker.Core.Errors;
using static LinlyTalker.Native.Espeak.EspeakFunctions;

namespace LinlyTalker.Native.Espeak;

/// <summary>
/// espeak-ng in this process, which must be the worker's. The library keeps one state for the process, so there is
/// one of these, and its calls wait for each other; a sentence takes some milliseconds.
/// </summary>
public sealed unsafe class EspeakLibrary : IDisposable
{
    private static readonly Lock Gate = new();
    private static Collector? current;

    /// <exception cref="NativeLibraryMissingException">espeak-ng is not installed.</exception>
    /// <exception cref="NativeException">Its data is not.</exception>
    public EspeakLibrary()
    {
        lock (Gate)
        {
            SampleRate = espeak_Initialize(OutputSynchronous, 0, null, PhonemeEvents | PhonemesInIpa | DoNotExit);
            if (SampleRate <= 0)
            {
                throw new NativeException(
                    "espeak-ng did not start (espeak_Initialize): its data may be missing; sudo apt-get install espeak-ng-data");
            }

            espeak_SetSynthCallback(&Collect);
        }
    }

    public int SampleRate { get; }

    public IReadOnlyList<EspeakVoice> ListVoices()
    {
        lock (Gate)
        {
            var voices = new List<EspeakVoice>();
            for (var entry = espeak_ListVoices(0); *entry is not null; entry++)
            {
                var (language, priority) = Language((*entry)->Languages);
                voices.Add(new(
                    Text((*entry)->Identifier), Text((*entry)->Name).Trim(), language, (*entry)->Gender, priority));
            }

            return voices;
        }
    }

    /// <returns>Times, and 16-bit mono samples.</returns>
    /// <exception cref="NativeException">There is no such voice, or the library failed.</exception>
    public (EspeakTimes Times, short[] Samples) Say(EspeakRequest request, CancellationToken cancellation)
    {
        lock (Gate)
        {
            cancellation.ThrowIfCancellationRequested();
            Check(espeak_SetVoiceByName(request.Identifier), $"choose the voice {request.Identifier}");
            Check(espeak_SetParameter(ParameterRate, request.WordsPerMinute, 0), "set its speed");
            var collector = current = new Collector(cancellation);
            try
            {
                var text = Encoding.UTF8.GetBytes(request.Text + "\0");
                fixed (byte* start = text)
                {
                    Check(
                        espeak_Synth(start, (nuint)text.Length, 0, PositionCharacter, 0, TextUtf8 | EndPause, null, null),
                        "speak");
                }

                Check(espeak_Synchronize(), "finish");
            }
            finally
            {
                current = null;
            }

            cancellation.ThrowIfCancellationRequested();
            return (
                new(SampleRate, collector.Samples.Count, collector.Phonemes, collector.Words),
                [.. collector.Samples]);
        }
    }

    /// <returns>The clauses of each text.</returns>
    /// <exception cref="NativeException">There is no such voice, or the library failed.</exception>
    public IReadOnlyList<IReadOnlyList<EspeakClause>> Phonemize(EspeakTexts request, CancellationToken cancellation)
    {
        lock (Gate)
        {
            Check(espeak_SetVoiceByName(request.Voice), $"choose the voice {request.Voice}");
            return [.. request.Texts.Select(text => Clauses(text, cancellation))];
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            Check(espeak_Terminate(), "end");
        }
    }

    private static List<EspeakClause> Clauses(string text, CancellationToken cancellation)
    {
        var clauses = new List<EspeakClause>();
        var bytes = Encoding.UTF8.GetBytes(text + "\0");
        fixed (byte* start = bytes)
        {
            var at = start;
            var end = 0;
            while (at is not null)
            {
                cancellation.ThrowIfCancellationRequested();
                var before = at;
                var phonemes = espeak_TextToPhonemes(&at, (int)TextUtf8, PhonemesAsIpa | ('_' << PhonemeSeparatorShift));
                if (phonemes is null || at == before || (at is not null && (at < start || at >= start + bytes.Length)))
                {
                    throw new NativeException("espeak-ng could not read a text (espeak_TextToPhonemes).");
                }

                end = at is null ? text.Length : end + Encoding.UTF8.GetCharCount(before, (int)(at - before));
                clauses.Add(new(Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(phonemes)), end));
            }
        }

        return clauses;
    }

    /// <summary>Called by the library on the thread that speaks; 1 stops it.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Collect(short* samples, int count, Event* events)
    {
        if (current is not { } collector)
        {
            return 1;
        }

        if (samples is not null && count > 0)
        {
            collector.Samples.AddRange(new ReadOnlySpan<short>(samples, count));
        }

        for (; events->Type != EventEnd; events++)
        {
            collector.Take(*events);
        }

        return collector.IsCancelled ? 1 : 0;
    }

    private static (string Tag, int Priority) Language(byte* languages)
    {
        var (tag, best) = ("", 0);
        while (*languages != 0)
        {
            var priority = *languages++;
            var each = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(languages));
            (tag, best) = tag.Length == 0 ? (each, priority) : each == tag.Split('-')[0] ? (tag, priority) : (tag, best);
            languages += Encoding.UTF8.GetByteCount(each) + 1;
        }

        return (tag, best);
    }

    private static string Text(nint text) => Marshal.PtrToStringUTF8(text) ?? "";

    private static void Check(int status, string what)
    {
        if (status != 0)
        {
            throw new NativeException($"espeak-ng could not {what} (status {status}).");
        }
    }

    /// <summary>What comes of one text.</summary>
    private sealed class Collector(CancellationToken cancellation)
    {
        public List<short> Samples { get; } = [];

        public List<EspeakPhoneme> Phonemes { get; } = [];

        public List<EspeakWord> Words { get; } = [];

        public bool IsCancelled => cancellation.IsCancellationRequested;

        public void Take(in Event e)
        {
            if (e.Type == EventWord && e.Length > 0)
            {
                Words.Add(new(e.TextPosition - 1, e.Length, e.Sample));
            }
            else if (e.Type == EventPhoneme)
            {
                fixed (byte* name = e.Name)
                {
                    var bytes = new ReadOnlySpan<byte>(name, 8);
                    var end = bytes.IndexOf((byte)0);
                    Phonemes.Add(new(Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]), e.Sample));
                }
            }
        }
    }
}
