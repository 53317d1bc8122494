using LinlyTalker.Core.Flow;

namespace LinlyTalker.Bench.Voice;

/// <summary>What voices are measured on: short and long, questions and exclamations, numbers and names.</summary>
public static class TwentySentences
{
    public static IReadOnlyList<string> English { get; } =
    [
        "Hello, and welcome.",
        "I can answer questions about everything in this knowledge base.",
        "What would you like to know?",
        "Your parcel left the warehouse on March 5 and should arrive tomorrow before noon.",
        "You can send an item back within 30 days, as long as it has not been used.",
        "That costs $19.99, and delivery is free.",
        "No, I am afraid that is not possible.",
        "The portrait moves its lips in time with the voice, and blinks now and then.",
        "Please open the settings, choose a language, and press save.",
        "Good morning! How are you today?",
        "Speech leaves the program before the whole sentence has been made.",
        "My name is Linly, and I was made to be taught.",
        "Bring a map, a bottle of water and a warm jacket.",
        "Papa and mama bought a big brown bag of apples.",
        "The meeting begins at 9:30 in room 12.",
        "She sells sea shells by the sea shore.",
        "Why does the moon change its shape from week to week?",
        "If you did not receive an invoice, write to us and we will send it again the same day.",
        "Thank you very much!",
        "Goodbye, and see you soon.",
    ];

    public static IReadOnlyList<string> Chinese { get; } =
    [
        "你好，欢迎光临。",
        "我可以回答这个知识库里的所有问题。",
        "您想了解什么？",
        "您的包裹三月五日已经离开仓库，应该明天中午以前送到。",
        "没有用过的商品，三十天之内可以退货。",
        "这个卖十九元九角，免运费。",
        "不好意思，恐怕不行。",
        "照片里的嘴唇会跟着声音动，眼睛也会眨。",
        "请打开设置，选择语言，然后按保存。",
        "早上好！今天过得怎么样？",
        "整句话还没有生成完，声音就已经开始播放了。",
        "我叫小林，我可以学习新的知识。",
        "请带上地图、一瓶水和一件暖和的外套。",
        "爸爸妈妈买了八包大苹果。",
        "会议九点半在十二号房间开始。",
        "四是四，十是十，十四是十四，四十是四十。",
        "为什么月亮每个星期看起来都不一样？",
        "如果没有收到发票，请写信给我们，我们当天就会重新寄出。",
        "非常感谢！",
        "再见，希望很快再见到您。",
    ];

    /// <summary>The 20 of a voice's language, as sentences.</summary>
    public static IEnumerable<Sentence> In(string language) => (language == "zh" ? Chinese : English)
        .Select((t, i) => new Sentence { Index = i, Text = t, Spoken = t, Language = language });
}
