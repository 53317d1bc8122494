using System.Collections.Concurrent;
using LinlyTalker.Core.Errors;
using LinlyTalker.Models.Inference;
using LinlyTalker.Native.Onnx;

namespace LinlyTalker.Ears.Whisper.Network;

/// <summary>
/// Whisper (Radford et al., 2022) as two ONNX files in the layout of sherpa-onnx: the encoder (mels to the keys and values
/// that the decoder attends to) and the decoder (tokens and what it remembers to logits). Shared by all recognitions.
/// </summary>
internal sealed class WhisperNetwork : IDisposable
{
    private readonly InferenceSession encoder;
    private readonly ConcurrentBag<DecoderMemory> memories = [];

    private WhisperNetwork(InferenceSession encoder, InferenceSession decoder, WhisperSymbols symbols) =>
        (this.encoder, Decoder, Symbols) = (encoder, decoder, symbols);

    public WhisperSymbols Symbols { get; }

    /// <summary>Whether the encoder takes sound of any length up to its longest; else always the longest.</summary>
    public bool TakesAnyLength => encoder.Inputs[0].Shape[2] < 0;

    /// <summary>Heads of the cross-attention that the decoder shows; 0 where it shows none.</summary>
    public int AlignmentHeads => Decoder.Outputs.Count > 3 ? (int)Decoder.Outputs[3].Shape[1] : 0;

    internal InferenceSession Decoder { get; }

    /// <exception cref="ModelFormatException">A file is broken, or another kind of network.</exception>
    /// <exception cref="ModelMissingException">A file is missing.</exception>
    public static WhisperNetwork Open(string encoderFile, string decoderFile, int threads)
    {
        var options = new SessionOptions { Threads = threads };
        InferenceSession? encoder = null, decoder = null;
        try
        {
            encoder = InferenceSession.Open(encoderFile, options);
            var symbols = WhisperSymbols.Read(encoder.Metadata, encoderFile);
            Expect(encoderFile, encoder, inputs: [3], outputs: [4, 4]);
            decoder = InferenceSession.Open(decoderFile, options);
            Expect(decoderFile, decoder, inputs: [2, 4, 4, 4, 4, 1], outputs: [3, 4, 4]);
            Fits(encoderFile, decoderFile, encoder, decoder, symbols);
            return new WhisperNetwork(encoder, decoder, symbols);
        }
        catch
        {
            encoder?.Dispose();
            decoder?.Dispose();
            throw;
        }
    }

    /// <param name="mels">Shape (mels, frames).</param>
    /// <exception cref="LinlyException">The network failed.</exception>
    public EncodedSound Encode(float[] mels, int frames, CancellationToken cancellation)
    {
        using var input = Tensor.Of<float>(mels, 1, Symbols.Mels, frames);
        var result = encoder.Run(new Dictionary<string, Tensor> { [encoder.Inputs[0].Name] = input }, cancellationToken: cancellation);
        return new EncodedSound(result, result[encoder.Outputs[0].Name], result[encoder.Outputs[1].Name]);
    }

    /// <summary>A decoder for one sound.</summary>
    public DecoderRun Decode(EncodedSound sound) =>
        new(this, sound, memories.TryTake(out var memory) ? memory : DecoderMemory.For(Decoder));

    public void Dispose()
    {
        encoder.Dispose();
        Decoder.Dispose();
        while (memories.TryTake(out var memory))
        {
            memory.Dispose();
        }
    }

    internal void TakeBack(DecoderMemory memory) => memories.Add(memory);

    private static void Expect(string file, InferenceSession session, int[] inputs, int[] outputs)
    {
        if (!Matches(session.Inputs, inputs) || !Matches(session.Outputs, outputs))
        {
            throw new ModelFormatException(
                $"{file} is no Whisper network as sherpa-onnx publishes them: it takes {string.Join(", ", session.Inputs)} and gives {string.Join(", ", session.Outputs)}.");
        }

        static bool Matches(IReadOnlyList<TensorInfo> tensors, int[] ranks) =>
            tensors.Count >= ranks.Length && ranks.Select((rank, i) => tensors[i].Shape.Count == rank
                && tensors[i].Type is OrtElementType.Float32 or OrtElementType.Int64).All(fits => fits);
    }

    private static void Fits(string encoderFile, string decoderFile, InferenceSession encoder, InferenceSession decoder, WhisperSymbols symbols)
    {
        var mels = encoder.Inputs[0].Shape[1];
        var cache = decoder.Inputs[1].Shape;
        if ((mels >= 0 && mels != symbols.Mels) || cache[0] <= 0 || cache[2] <= 0 || cache[3] <= 0
            || (decoder.Outputs.Count > 3 && decoder.Outputs[3] is not { Type: OrtElementType.Float32, Shape: [_, > 0, _, _] })
            || (decoder.Outputs[0].Shape[2] is var words and >= 0 && words != symbols.VocabularySize))
        {
            throw new ModelFormatException($"{decoderFile} and {encoderFile} do not belong together, or their shapes are not Whisper's.");
        }
    }
}
