import { Component, type ReactNode } from 'react';

type Props = { readonly what: string; readonly children: ReactNode };

/** Keeps a block that cannot be drawn from taking the page with it. React knows error boundaries as classes only. */
export class DrawingBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <p className="block-problem">A block of type {this.props.what} could not be drawn here.</p>;
  }
}
