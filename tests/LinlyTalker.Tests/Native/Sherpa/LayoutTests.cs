using System.Runtime.InteropServices;
using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.Tests.Native.Sherpa;

/// <summary>
/// The structs of sherpa-onnx 1.13.8 on 64-bit machines: size, then each field and its offset. The library reads
/// structs without a check, and a marker test in the system tests asks the library itself.
/// </summary>
public class LayoutTests
{
    private const string Layouts = """
        OfflineTransducerModelConfig 24: Encoder 0, Decoder 8, Joiner 16
        OfflineParaformerModelConfig 8: Model 0
        OfflineNemoEncDecCtcModelConfig 8: Model 0
        OfflineWhisperModelConfig 48: Encoder 0, Decoder 8, Language 16, Task 24, TailPaddings 32, EnableTokenTimestamps 36,
            EnableSegmentTimestamps 40
        OfflineCanaryModelConfig 40: Encoder 0, Decoder 8, SrcLang 16, TgtLang 24, UsePnc 32
        OfflineCohereTranscribeModelConfig 32: Encoder 0, Decoder 8, Language 16, UsePunct 24, UseItn 28
        OfflineFireRedAsrModelConfig 16: Encoder 0, Decoder 8
        OfflineFireRedAsrCtcModelConfig 8: Model 0
        OfflineMoonshineModelConfig 40: Preprocessor 0, Encoder 8, UncachedDecoder 16, CachedDecoder 24, MergedDecoder 32
        OfflineTdnnModelConfig 8: Model 0
        OfflineSenseVoiceModelConfig 24: Model 0, Language 8, UseItn 16
        OfflineDolphinModelConfig 8: Model 0
        OfflineZipformerCtcModelConfig 8: Model 0
        OfflineWenetCtcModelConfig 8: Model 0
        OfflineOmnilingualAsrCtcModelConfig 8: Model 0
        OfflineFunASRNanoModelConfig 88: EncoderAdaptor 0, Llm 8, Embedding 16, Tokenizer 24, SystemPrompt 32, UserPrompt 40,
            MaxNewTokens 48, Temperature 52, TopP 56, Seed 60, Language 64, Itn 72, Hotwords 80
        OfflineQwen3ASRModelConfig 64: ConvFrontend 0, Encoder 8, Decoder 16, Tokenizer 24, MaxTotalLen 32, MaxNewTokens 36,
            Temperature 40, TopP 44, Seed 48, Hotwords 56
        OfflineMedAsrCtcModelConfig 8: Model 0
        FeatureConfig 8: SampleRate 0, FeatureDim 4
        HomophoneReplacerConfig 24: DictDir 0, Lexicon 8, RuleFsts 16
        OfflineLMConfig 16: Model 0, Scale 8
        OfflineModelConfig 504: Transducer 0, Paraformer 24, NemoCtc 32, Whisper 40, Tdnn 88, Tokens 96, NumThreads 104,
            Debug 108, Provider 112, ModelType 120, ModelingUnit 128, BpeVocab 136, TelespeechCtc 144, SenseVoice 152,
            Moonshine 176, FireRedAsr 216, Dolphin 232, ZipformerCtc 240, Canary 248, WenetCtc 288, Omnilingual 296, Medasr 304,
            FunasrNano 312, FireRedAsrCtc 400, Qwen3Asr 408, CohereTranscribe 472
        OfflineRecognizerConfig 608: FeatConfig 0, ModelConfig 8, LmConfig 512, DecodingMethod 528, MaxActivePaths 536,
            HotwordsFile 544, HotwordsScore 552, RuleFsts 560, RuleFars 568, BlankPenalty 576, Hr 584
        OfflineRecognizerResult 128: Text 0, Timestamps 8, Count 16, Tokens 24, TokensArr 32, Json 40, Lang 48, Emotion 56,
            Event 64, Durations 72, YsLogProbs 80, SegmentTimestamps 88, SegmentDurations 96, SegmentTexts 104,
            SegmentTextsArr 112, SegmentCount 120
        OnlineTransducerModelConfig 24: Encoder 0, Decoder 8, Joiner 16
        OnlineParaformerModelConfig 16: Encoder 0, Decoder 8
        OnlineZipformer2CtcModelConfig 8: Model 0
        OnlineNemoCtcModelConfig 8: Model 0
        OnlineToneCtcModelConfig 8: Model 0
        OnlineModelConfig 136: Transducer 0, Paraformer 24, Zipformer2Ctc 40, Tokens 48, NumThreads 56, Provider 64, Debug 72,
            ModelType 80, ModelingUnit 88, BpeVocab 96, TokensBuf 104, TokensBufSize 112, NemoCtc 120, TOneCtc 128
        OnlineCtcFstDecoderConfig 16: Graph 0, MaxActive 8
        OnlineRecognizerConfig 272: FeatConfig 0, ModelConfig 8, DecodingMethod 144, MaxActivePaths 152, EnableEndpoint 156,
            Rule1MinTrailingSilence 160, Rule2MinTrailingSilence 164, Rule3MinUtteranceLength 168, HotwordsFile 176,
            HotwordsScore 184, CtcFstDecoderConfig 192, RuleFsts 208, RuleFars 216, BlankPenalty 224, HotwordsBuf 232,
            HotwordsBufSize 240, Hr 248
        OnlineRecognizerResult 48: Text 0, Tokens 8, TokensArr 16, Timestamps 24, Count 32, Json 40
        KeywordSpotterConfig 184: FeatConfig 0, ModelConfig 8, MaxActivePaths 144, NumTrailingBlanks 148, KeywordsScore 152,
            KeywordsThreshold 156, KeywordsFile 160, KeywordsBuf 168, KeywordsBufSize 176
        KeywordResult 56: Keyword 0, Tokens 8, TokensArr 16, Count 24, Timestamps 32, StartTime 40, Json 48
        OfflineTtsVitsModelConfig 56: Model 0, Lexicon 8, Tokens 16, DataDir 24, NoiseScale 32, NoiseScaleW 36, LengthScale 40,
            DictDir 48
        OfflineTtsMatchaModelConfig 56: AcousticModel 0, Vocoder 8, Lexicon 16, Tokens 24, DataDir 32, NoiseScale 40,
            LengthScale 44, DictDir 48
        OfflineTtsKokoroModelConfig 64: Model 0, Voices 8, Tokens 16, DataDir 24, LengthScale 32, DictDir 40, Lexicon 48,
            Lang 56
        OfflineTtsKittenModelConfig 40: Model 0, Voices 8, Tokens 16, DataDir 24, LengthScale 32
        OfflineTtsZipvoiceModelConfig 64: Tokens 0, Encoder 8, Decoder 16, Vocoder 24, DataDir 32, Lexicon 40, FeatScale 48,
            TShift 52, TargetRms 56, GuidanceScale 60
        OfflineTtsPocketModelConfig 64: LmFlow 0, LmMain 8, Encoder 16, Decoder 24, TextConditioner 32, VocabJson 40,
            TokenScoresJson 48, VoiceEmbeddingCacheCapacity 56
        OfflineTtsSupertonicModelConfig 56: DurationPredictor 0, TextEncoder 8, VectorEstimator 16, Vocoder 24, TtsJson 32,
            UnicodeIndexer 40, VoiceStyle 48
        OfflineTtsModelConfig 416: Vits 0, NumThreads 56, Debug 60, Provider 64, Matcha 72, Kokoro 128, Kitten 192,
            Zipvoice 232, Pocket 296, Supertonic 360
        OfflineTtsConfig 448: Model 0, RuleFsts 416, MaxNumSentences 424, RuleFars 432, SilenceScale 440
        GenerationConfig 56: SilenceScale 0, Speed 4, Sid 8, ReferenceAudio 16, ReferenceAudioLen 24, ReferenceSampleRate 28,
            ReferenceText 32, NumSteps 40, Extra 48
        GeneratedAudio 16: Samples 0, N 8, SampleRate 12
        OfflineSpeechDenoiserGtcrnModelConfig 8: Model 0
        OfflineSpeechDenoiserDpdfNetModelConfig 16: Model 0, AttenuationLimitDb 8
        OfflineSpeechDenoiserModelConfig 40: Gtcrn 0, NumThreads 8, Debug 12, Provider 16, Dpdfnet 24
        OfflineSpeechDenoiserConfig 40: Model 0
        DenoisedAudio 16: Samples 0, N 8, SampleRate 12
        SpeakerEmbeddingExtractorConfig 24: Model 0, NumThreads 8, Debug 12, Provider 16
        OfflineSpeakerSegmentationPyannoteModelConfig 16: Model 0, WindowShiftRatio 8
        OfflineSpeakerSegmentationModelConfig 32: Pyannote 0, NumThreads 16, Debug 20, Provider 24
        FastClusteringConfig 12: NumClusters 0, Threshold 4, ComputeConfidence 8
        OfflineSpeakerDiarizationConfig 80: Segmentation 0, Embedding 32, Clustering 56, MinDurationOn 68, MinDurationOff 72
        OfflineSpeakerDiarizationSegment 16: Start 0, End 4, Speaker 8, Confidence 12
        OfflinePunctuationModelConfig 24: CtTransformer 0, NumThreads 8, Debug 12, Provider 16
        OfflinePunctuationConfig 24: Model 0
        """;

    public static TheoryData<string, int, string> Structs { get; } = Read();

    [Theory]
    [MemberData(nameof(Structs))]
    public void Every_struct_has_the_size_and_the_offsets_of_the_library(string name, int size, string fields)
    {
        var type = typeof(SherpaLibrary).Assembly.GetType($"LinlyTalker.Native.Sherpa.Layout.{name}", throwOnError: true)!;
        var found = type.GetFields().Select(field => $"{field.Name} {Marshal.OffsetOf(type, field.Name)}");
        Assert.Equal(fields, string.Join(", ", found));
        Assert.Equal(size, Marshal.SizeOf(type));
    }

    private static TheoryData<string, int, string> Read()
    {
        var data = new TheoryData<string, int, string>();
        foreach (var line in Layouts.ReplaceLineEndings("\n").Replace(",\n    ", ", ", StringComparison.Ordinal).Split('\n'))
        {
            var (head, fields) = (line.Split(": ")[0].Split(' '), line.Split(": ")[1]);
            data.Add(head[0], int.Parse(head[1], System.Globalization.CultureInfo.InvariantCulture), fields);
        }

        return data;
    }
}
