import Imaging
import Records
import Reporting

/// The figures drawn from the spectra of images.
extension FigurePlan {
    /// Log magnitudes of the degraded image, of each restored image, and of the clean image.
    func spectrum(_ runs: [RecordedRun], frame: FigureFrame) throws -> SpectrumFigure {
        let first = runs[0]
        let clean = try SpectrumData.image(RecordFile.clean, of: first.directory),
            degraded = try SpectrumData.image(RecordFile.degraded, of: first.directory)
        var images =
            [(label: "degraded", image: degraded)]
            + (try runs.map { run in
                (label: label(run) ?? "restored", image: try SpectrumData.image(RecordFile.output, of: run.directory))
            }) + [(label: "clean", image: clean)]
        // What was made smaller has another spectrum.
        images.removeAll { $0.image.width != clean.width || $0.image.height != clean.height }
        let fit = first.run.spec.fit
        let rings = (1...fit.bandCount).map { band -> (x: Double, y: Double) in
            let share = Double(band) / Double(fit.bandCount)
            return switch fit.bandGeometry {
            case .published: (share * Double(clean.width / 2), share * Double(clean.width / 2))
            case .isotropic: (share * Double(clean.width) / 2, share * Double(clean.height) / 2)
            }
        }
        return SpectrumFigure(
            frame: frame, keys: runs.map(\.key),
            panels: zip(images, try SpectrumData.pictures(images.map(\.image))).map { .init(label: $0.label, png: $1) },
            width: clean.width, height: clean.height, rings: rings)
    }

    /// The power of the error of the degraded image and of each run over frequency.
    func errorSpectrum(_ runs: [RecordedRun], frame: FigureFrame) throws -> LineFigure {
        let clean = try SpectrumData.image(RecordFile.clean, of: runs[0].directory),
            degraded = try SpectrumData.image(RecordFile.degraded, of: runs[0].directory)
        var curves: [(label: String, key: String, power: [Double?])] = []
        var frequencies: [Double] = []
        func add(_ label: String, _ key: String, _ image: Image) {
            let error = SpectrumData.errorPower(image, clean)
            frequencies = error.frequencies
            curves.append((label, key, error.power))
        }
        for run in runs {
            add(label(run) ?? "restored", run.key, try SpectrumData.image(RecordFile.output, of: run.directory))
        }
        if degraded.width == clean.width, degraded.height == clean.height { add("degraded", runs[0].key, degraded) }
        let columns = curves.indices.map { "error_\($0 + 1)" }
        return LineFigure(
            frame: frame,
            curves: zip(columns, curves).map { .init(label: $1.label, file: nil, x: "frequency", y: $0, key: $1.key) },
            x: .init("frequency (share of Nyquist)", isLogarithmic: false, range: 0...1),
            y: .init("power of the error (squared grey level, 0 to 1)", isLogarithmic: true),
            note: "Grey images, means over rings of frequencies. White noise is flat, at its variance.",
            data: CurveTable(
                columns: ["frequency"] + columns,
                rows: frequencies.indices.map { place in [frequencies[place]] + curves.map { $0.power[place] } }))
    }
}
