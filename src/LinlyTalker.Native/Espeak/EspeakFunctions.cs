using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Espeak;

/// <summary>
/// The part of espeak-ng 1.51's C interface that is used (<c>speak_lib.h</c>). The library is GPL-3 and keeps global
/// state: it is called in the worker only, one call at a time.
/// </summary>
internal static unsafe partial class EspeakFunctions
{
    public const int OutputSynchronous = 2;
    public const int PhonemeEvents = 1;
    public const int PhonemesInIpa = 2;
    public const int DoNotExit = 0x8000;
    public const int PositionCharacter = 1;
    public const uint TextUtf8 = 1;
    public const int PhonemesAsIpa = 2;
    public const int PhonemeSeparatorShift = 8;
    public const uint EndPause = 0x1000;
    public const int ParameterRate = 1;
    public const int EventEnd = 0;
    public const int EventWord = 1;
    public const int EventPhoneme = 7;

    private const string Library = "espeak-ng";

    /// <returns>The sample rate; −1 when it failed.</returns>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int espeak_Initialize(int output, int bufferMilliseconds, string? path, int options);

    [LibraryImport(Library)]
    internal static partial void espeak_SetSynthCallback(delegate* unmanaged[Cdecl]<short*, int, Event*, int> callback);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int espeak_SetVoiceByName(string name);

    [LibraryImport(Library)]
    internal static partial int espeak_SetParameter(int parameter, int value, int relative);

    [LibraryImport(Library)]
    internal static partial int espeak_Synth(
        byte* text, nuint size, uint position, int positionType, uint endPosition, uint flags, uint* id, void* user);

    [LibraryImport(Library)]
    internal static partial int espeak_Synchronize();

    /// <summary>Reads one clause, without sound.</summary>
    /// <param name="text">Moved behind what was read (and one character of look-ahead); null behind the last clause.</param>
    /// <returns>UTF-8, owned by the library until its next call.</returns>
    [LibraryImport(Library)]
    internal static partial byte* espeak_TextToPhonemes(byte** text, int textMode, int phonemeMode);

    [LibraryImport(Library)]
    internal static partial int espeak_Terminate();

    /// <returns>An array that a null pointer ends, owned by the library.</returns>
    [LibraryImport(Library)]
    internal static partial VoiceEntry** espeak_ListVoices(nint specification);

    /// <summary><c>espeak_EVENT</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 40)]
    internal struct Event
    {
        [FieldOffset(0)]
        public int Type;

        /// <summary>Characters (code points) from the beginning of the text, the first being 1.</summary>
        [FieldOffset(8)]
        public int TextPosition;

        [FieldOffset(12)]
        public int Length;

        [FieldOffset(20)]
        public int Sample;

        /// <summary>Of a phoneme: its name in UTF-8, not always ended by a zero.</summary>
        [FieldOffset(32)]
        public fixed byte Name[8];
    }

    /// <summary><c>espeak_VOICE</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 40)]
    internal struct VoiceEntry
    {
        [FieldOffset(0)]
        public nint Name;

        /// <summary>For each language a byte of priority (low is better) and its tag; a zero byte ends them.</summary>
        [FieldOffset(8)]
        public byte* Languages;

        [FieldOffset(16)]
        public nint Identifier;

        /// <summary>1 male, 2 female, 0 unknown.</summary>
        [FieldOffset(24)]
        public byte Gender;
    }
}
