/// Commands to begin with, at the end of every help page.
enum Examples {
    /// By subcommand; that of the program itself is empty.
    static let all: [String: [String]] = [
        "": [
            "dip init photo.jpg", "dip run photo.yaml -n", "dip run photo.yaml", "dip table photo.yaml",
            "dip restore photo.jpg --task denoise",
        ],
        "init": ["dip init photo.jpg", "dip init set9 -o nine.yaml", "dip init -o synthetic.yaml"],
        "run": [
            "dip run photo.yaml -n", "dip run photo.yaml network.lipschitz=1,2 seeds=0,1",
            "dip run photo.yaml iterations=400 --keep-state", "dip run a.yaml b.yaml --scale crop128",
            "dip run photo.yaml --only 759da0 --force",
        ],
        "restore": [
            "dip restore photo.jpg --task denoise", "dip restore photo.jpg --task denoise --sigma 20 -o clean.png",
            "dip restore photo.jpg --task inpaint --mask scratches.png",
            "dip restore *.jpg --task denoise --output-folder restored",
            "dip restore small.png --task super-resolve --factor 2",
        ],
        "submit": ["dip submit photo.yaml --slurm -n", "dip submit photo.yaml --slurm --array-limit 20 --mem 2G"],
        "status": [
            "dip status", "dip status photo.yaml --watch", "dip status photo.yaml --all",
            "dip status photo.yaml --format json",
        ],
        "logs": ["dip logs 759da0", "dip logs photo/cat-seed0-759da0710b8c --follow", "dip logs photo.yaml"],
        "plot": [
            "dip plot Experiments/figures/lipschitz-256.yaml",
            "dip plot photo.yaml --pdf --plots Figures",
        ],
        "table": [
            "dip table photo.yaml --sort-by psnr_best", "dip table photo.yaml --format csv -o out/photo.csv",
            "dip table a.yaml b.yaml --format latex -o tables/",
        ],
        "export": [
            "dip export photo.yaml -o curves.csv", "dip export photo.yaml --format json",
            "dip export --results Results -o all.csv",
            "dip export photo.yaml --ro-crate photo-crate --license CC-BY-4.0",
        ],
        "serve": ["dip serve", "dip serve photo.yaml --port 8080"],
        "report": ["dip report", "dip report photo.yaml -o photo.html"],
        "measure": [
            "dip measure clean.png restored.png", "dip measure restored.png --degraded photo.png",
            "dip measure clean.png restored.png --format json",
        ],
        "list": [
            "dip list upsamplers", "dip list runs photo network.lipschitz=1 status=complete",
            "dip list runs --sort-by psnr_best --format csv",
        ],
        "describe": ["dip describe network photo.yaml", "dip describe upsampler bilinear", "dip describe spec"],
        "describe network": [
            "dip describe network photo.yaml", "dip describe network photo.yaml --size 256 --format json",
        ],
        "describe upsampler": [
            "dip describe upsampler bilinear lanczos",
            "dip describe upsampler '{gaussian: {sigma: 0.5}}' --plot response.svg",
        ],
        "describe spec": ["dip describe spec", "dip describe spec --format json-schema > spec.schema.json"],
        "data": ["dip data list", "dip data fetch set9", "dip data verify"],
        "data list": ["dip data list", "dip data list --format json"],
        "data verify": ["dip data verify", "dip data verify set9 bsd68"],
        "data fetch": ["dip data fetch set9", "dip data fetch all"],
        "doctor": ["dip doctor", "dip doctor /shared/results", "dip doctor --format json"],
        "bench": ["dip bench step --size 256", "dip bench roofline"],
        "bench step": ["dip bench step --size 256 --profile", "dip bench step --size 64 --threads 1 --format json"],
        "bench operations": ["dip bench operations --filter upsample"],
        "bench networks": ["dip bench networks --size 128 --presets"],
        "bench measures": ["dip bench measures --size 512"],
        "bench recording": ["dip bench recording --size 256"],
        "bench monitors": ["dip bench monitors --size 128"],
        "bench checkpoint": ["dip bench checkpoint --size 256 --folder Results"],
        "bench roofline": ["dip bench roofline --size 256 --threads 2"],
        "bench throughput": ["dip bench throughput --size 128"],
        "bench scaling": ["dip bench scaling --sizes 64 128 --rounds 3 --output Results/bench"],
        "completion": [
            "dip completion bash > ~/.local/share/bash-completion/completions/dip",
            "dip completion zsh > ~/.zfunc/_dip", "dip completion fish > ~/.config/fish/completions/dip.fish",
        ],
    ]

    /// A help page with the examples of the command whose usage it shows; any other text as it is.
    static func added(to text: String) -> String {
        guard let usage = text.split(separator: "\n").first(where: { $0.hasPrefix("USAGE: dip") }) else { return text }
        var path = ""
        for word in usage.split(separator: " ").dropFirst(2) {
            let longer = path.isEmpty ? String(word) : "\(path) \(word)"
            guard all[longer] != nil else { break }
            path = longer
        }
        let lines = all[path, default: []].map { "  \($0)\n" }.joined()
        return text + (text.hasSuffix("\n") ? "" : "\n") + "\nEXAMPLES:\n" + lines.dropLast()
    }
}
