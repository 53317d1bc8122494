using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Flite;

/// <summary>
/// The part of flite 2.2's C interface that is used (<c>flite.h</c>, <c>cst_utterance.h</c>, <c>cst_item.h</c>).
/// Flite ends the process when a feature is read as another type than it has, so each is read as its own.
/// </summary>
internal static unsafe partial class FliteFunctions
{
    private const string Library = "flite";

    [LibraryImport(Library)]
    internal static partial int flite_init();

    [LibraryImport(Library)]
    internal static partial nint new_utterance();

    [LibraryImport(Library)]
    internal static partial void delete_utterance(nint utterance);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void utt_set_input_text(FliteUtterance utterance, string text);

    /// <summary>Copies the voice's features into the utterance's own, where they may be changed.</summary>
    [LibraryImport(Library)]
    internal static partial nint utt_init(FliteUtterance utterance, nint voice);

    /// <returns>Null when it failed.</returns>
    [LibraryImport(Library)]
    internal static partial nint utt_synth(FliteUtterance utterance);

    [LibraryImport(Library)]
    internal static partial Wave* utt_wave(FliteUtterance utterance);

    /// <param name="name">Kept by reference, so it must stay where it is.</param>
    [LibraryImport(Library)]
    internal static partial void flite_feat_set_float(nint features, byte* name, float value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int utt_relation_present(FliteUtterance utterance, string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint utt_relation(FliteUtterance utterance, string name);

    [LibraryImport(Library)]
    internal static partial nint relation_head(nint relation);

    [LibraryImport(Library)]
    internal static partial nint item_next(nint item);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint item_feat_string(nint item, string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial float item_feat_float(nint item, string name);

    /// <returns>A string that the utterance owns; "0" where the path leads nowhere.</returns>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint flite_ffeature_string(nint item, string path);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint flite_path_to_item(nint item, string path);

    /// <summary><c>cst_wave</c>; the samples are 16 bit.</summary>
    internal readonly record struct Wave(nint Type, int SampleRate, int SampleCount, int Channels, nint Samples);
}
