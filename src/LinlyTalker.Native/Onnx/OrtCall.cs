using System.Runtime.InteropServices;
using System.Text;
using LinlyTalker.Native.Lifetime;
using static LinlyTalker.Native.Onnx.OrtLibrary;

namespace LinlyTalker.Native.Onnx;

/// <summary>
/// A prepared call of a session: which names carry which values. Preparing costs, running again does not: no managed
/// memory is allocated by a run whose outputs were given. Not for two threads at once; the session is.
/// It keeps the session and the values alive until it is disposed.
/// </summary>
public sealed unsafe class OrtCall : CountedHandle
{
    private readonly OrtSession session;
    private readonly OrtValue?[] kept;
    private readonly nint[] inputs;
    private readonly nint[] outputs;

    private OrtCall(nint names, OrtSession session, OrtValue?[] values, int inputCount)
        : base(names)
    {
        this.session = session;
        kept = values;
        inputs = new nint[inputCount];
        outputs = new nint[values.Length - inputCount];
        var added = false;
        session.DangerousAddRef(ref added);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value)
            {
                added = false;
                value.DangerousAddRef(ref added);
                (i < inputCount ? ref inputs[i] : ref outputs[i - inputCount]) = value.DangerousGetHandle();
            }
        }
    }

    private byte** Names => (byte**)handle;

    /// <param name="outputs">A null value is made by the run and given out by <see cref="TakeOutput"/>.</param>
    public static OrtCall Prepare(
        OrtSession session,
        IReadOnlyList<KeyValuePair<string, OrtValue>> inputs,
        IReadOnlyList<KeyValuePair<string, OrtValue?>> outputs)
    {
        var values = new OrtValue?[inputs.Count + outputs.Count];
        var names = new string[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            (names[i], values[i]) = i < inputs.Count
                ? (inputs[i].Key, inputs[i].Value)
                : (outputs[i - inputs.Count].Key, outputs[i - inputs.Count].Value);
            ObjectDisposedException.ThrowIf(values[i] is { IsClosed: true }, typeof(OrtValue));
        }

        ObjectDisposedException.ThrowIf(session.IsClosed, session);
        return new OrtCall(Block(names), session, values, inputs.Count);
    }

    /// <exception cref="OrtException">A name, type or shape does not fit the model, or the run was terminated.</exception>
    public void Run(OrtRunOptions options)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        fixed (nint* inputValues = inputs)
        fixed (nint* outputValues = outputs)
        {
            Check(
                Api->Run(
                    session.DangerousGetHandle(),
                    options.DangerousGetHandle(),
                    Names,
                    inputValues,
                    (nuint)inputs.Length,
                    Names + inputs.Length,
                    (nuint)outputs.Length,
                    outputValues),
                "run a model");
        }

        GC.KeepAlive(options);
        GC.KeepAlive(this);
    }

    /// <summary>An output that the last run made; it belongs to the caller then.</summary>
    public OrtValue TakeOutput(int index)
    {
        var value = outputs[index];
        outputs[index] = 0;
        return OrtValue.TakeOver(value);
    }

    protected override void Release(nint value)
    {
        for (var i = 0; i < kept.Length; i++)
        {
            if (kept[i] is { } given)
            {
                given.DangerousRelease();
            }
            else if (i >= inputs.Length && outputs[i - inputs.Length] is var made and not 0)
            {
                Api->ReleaseValue(made);
            }
        }

        session.DangerousRelease();
        NativeMemory.Free((void*)value);
    }

    /// <summary>One block of native memory: a pointer for each name, then the names in UTF-8.</summary>
    private static nint Block(string[] names)
    {
        var texts = Array.ConvertAll(names, name => Encoding.UTF8.GetBytes(name + '\0'));
        var block = (byte*)NativeMemory.Alloc((nuint)((sizeof(byte*) * names.Length) + texts.Sum(text => text.Length) + 1));
        var text = block + (sizeof(byte*) * names.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            ((byte**)block)[i] = text;
            texts[i].CopyTo(new Span<byte>(text, texts[i].Length));
            text += texts[i].Length;
        }

        return (nint)block;
    }
}
