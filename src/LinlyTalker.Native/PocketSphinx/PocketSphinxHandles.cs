using System.Runtime.InteropServices;

namespace LinlyTalker.Native.PocketSphinx;

/// <summary>A <c>cmd_ln_t</c>; the decoder keeps its own reference.</summary>
internal sealed class ConfigurationHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    /// <summary>Parses <c>-name value</c> pairs by the decoder's own definitions; invalid when one is unknown.</summary>
    public static unsafe ConfigurationHandle Parse(IReadOnlyList<string> arguments)
    {
        var strings = new nint[arguments.Count + 1];
        try
        {
            strings[0] = Marshal.StringToCoTaskMemUTF8("linly");
            for (var i = 0; i < arguments.Count; i++)
            {
                strings[i + 1] = Marshal.StringToCoTaskMemUTF8(arguments[i]);
            }

            var configuration = new ConfigurationHandle();
            fixed (nint* pointers = strings)
            {
                configuration.SetHandle(PocketSphinxLibrary.cmd_ln_parse_r(
                    0, PocketSphinxLibrary.ps_args(), strings.Length, (byte**)pointers, strict: 1));
            }

            return configuration;
        }
        finally
        {
            foreach (var text in strings)
            {
                Marshal.FreeCoTaskMem(text);
            }
        }
    }

    protected override bool ReleaseHandle()
    {
        _ = PocketSphinxLibrary.cmd_ln_free_r(handle);
        return true;
    }
}

/// <summary>A <c>ps_decoder_t</c>.</summary>
internal sealed class DecoderHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    public static DecoderHandle Create(ConfigurationHandle configuration)
    {
        var decoder = new DecoderHandle();
        decoder.SetHandle(PocketSphinxLibrary.ps_init(configuration));
        return decoder;
    }

    protected override bool ReleaseHandle()
    {
        _ = PocketSphinxLibrary.ps_free(handle);
        return true;
    }
}

/// <summary>An <c>ngram_model_t</c>: one reference of it. It shares the log table of the decoder it was read for.</summary>
internal sealed class LanguageModelHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    public static LanguageModelHandle Own(nint model)
    {
        var owned = new LanguageModelHandle();
        owned.SetHandle(model);
        return owned;
    }

    protected override bool ReleaseHandle()
    {
        _ = PocketSphinxLibrary.ngram_model_free(handle);
        return true;
    }
}

/// <summary>An <c>fsg_model_t</c>: one reference of it.</summary>
internal sealed class GrammarHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    /// <param name="logMath">The log table of the decoder that will use it.</param>
    public static GrammarHandle Read(string file, nint logMath)
    {
        var grammar = new GrammarHandle();
        grammar.SetHandle(PocketSphinxLibrary.fsg_model_readfile(file, logMath, languageWeight: 1));
        return grammar;
    }

    protected override bool ReleaseHandle()
    {
        _ = PocketSphinxLibrary.fsg_model_free(handle);
        return true;
    }
}
